package io.zhijing.dashboards.console.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.exporter.httpserver.HTTPServer;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.zhijing.connectors.elasticsearch.DocumentKind;
import io.zhijing.connectors.elasticsearch.DocumentSearch;
import io.zhijing.detection.model.RiskLevel;
import io.zhijing.detection.warning.Warning.Status;
import java.io.IOException;
import java.net.InetAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Tells Prometheus how the console does, at an address of its own: who may see it is a matter of
 * the network, and what it says is harmless to everybody. Owns its server. Thread-safe.
 */
public final class ConsoleMetrics implements AutoCloseable {
  private static final int SERVER_ERROR = 500;
  private static final int CLIENT_ERROR = 400;

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final DocumentSearch search;
  private final Counter requests;
  private final Histogram seconds;
  private final HTTPServer server;

  /**
   * Where they are found.
   *
   * @param bind address to listen at
   * @param port 0 for any that is free
   */
  public record Listening(String bind, int port) {}

  private ConsoleMetrics(Listening listening, DocumentSearch search) throws IOException {
    this.search = search;
    requests =
        Counter.builder()
            .name(ConsoleMetric.REQUESTS.prometheusName())
            .help(ConsoleMetric.REQUESTS.help())
            .labelNames(ConsoleMetric.REQUESTS.labels())
            .register(registry);
    for (String outcome : new String[] {outcome(200), outcome(400), outcome(500)}) {
      requests.initLabelValues(outcome);
    }
    seconds =
        Histogram.builder()
            .name(ConsoleMetric.REQUEST_SECONDS.prometheusName())
            .help(ConsoleMetric.REQUEST_SECONDS.help())
            .classicOnly()
            .register(registry);
    gauge(ConsoleMetric.OPEN_WARNINGS, this::openWarnings);
    gauge(ConsoleMetric.ELASTICSEARCH_UP, told -> told.call(search.isReady() ? 1 : 0));
    JvmMetrics.builder().register(registry);
    server =
        HTTPServer.builder()
            .inetAddress(InetAddress.getByName(listening.bind()))
            .port(listening.port())
            .registry(registry)
            .buildAndStart();
  }

  /**
   * Starts to tell them.
   *
   * @throws IOException if it cannot listen there
   */
  public static ConsoleMetrics start(Listening listening, DocumentSearch search)
      throws IOException {
    return new ConsoleMetrics(listening, search);
  }

  private void gauge(ConsoleMetric metric, Consumer<GaugeWithCallback.Callback> callback) {
    GaugeWithCallback.builder()
        .name(metric.prometheusName())
        .help(metric.help())
        .labelNames(metric.labels())
        .callback(callback)
        .register(registry);
  }

  /** The port it listens at. */
  public int port() {
    return server.getPort();
  }

  /**
   * One more request.
   *
   * @param status of the answer
   */
  public void answered(int status, double millis) {
    requests.labelValues(outcome(status)).inc();
    seconds.observe(millis / TimeUnit.SECONDS.toMillis(1));
  }

  private static String outcome(int status) {
    if (status >= SERVER_ERROR) {
      return "server_error";
    }
    return status >= CLIENT_ERROR ? "client_error" : "ok";
  }

  /** Without Elasticsearch nobody knows: then nothing is said, which is not zero. */
  private void openWarnings(GaugeWithCallback.Callback told) {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("size", 0);
    body.putObject("query").putObject("term").put("status", Status.OPEN.code());
    body.putObject("aggs").putObject("levels").putObject("terms").put("field", "level");
    JsonNode answer;
    try {
      answer = search.search(DocumentKind.WARNINGS, body);
    } catch (DocumentSearch.AwayException e) {
      return;
    }
    JsonNode buckets = answer.at("/aggregations/levels/buckets");
    for (RiskLevel level : RiskLevel.values()) {
      if (level != RiskLevel.NONE) {
        told.call(count(buckets, level), level.code());
      }
    }
  }

  private static double count(JsonNode buckets, RiskLevel level) {
    for (JsonNode bucket : buckets) {
      if (level.code().equals(bucket.path("key").asText())) {
        return bucket.path("doc_count").asDouble();
      }
    }
    return 0;
  }

  @Override
  public void close() {
    server.close();
  }
}
