package io.zhijing.jobs.bench.throughput;

import io.zhijing.connectors.elasticsearch.Connections;
import io.zhijing.connectors.elasticsearch.DocumentKind;
import io.zhijing.connectors.elasticsearch.DocumentReader;
import io.zhijing.connectors.elasticsearch.ElasticsearchSettings;
import io.zhijing.connectors.elasticsearch.Templates;
import io.zhijing.connectors.kafka.EnvelopeSource;
import io.zhijing.connectors.kafka.KafkaSettings;
import io.zhijing.connectors.kafka.TopicAdmin;
import io.zhijing.connectors.wire.Envelope;
import io.zhijing.connectors.wire.RawReport;
import io.zhijing.connectors.wire.sealed.SealingKey;
import io.zhijing.jobs.decode.DecodeFunction;
import io.zhijing.jobs.embedded.EmbeddedFlink;
import io.zhijing.jobs.embedded.EmbeddedServers;
import io.zhijing.jobs.pipeline.Ends;
import io.zhijing.jobs.pipeline.RealEnds;
import io.zhijing.jobs.pipeline.RiskMonitoringJob;
import io.zhijing.jobs.settings.PipelineSettings;
import io.zhijing.jobs.state.Types;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.LongSupplier;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.state.rocksdb.RocksDBConfigurableOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.RestClient;

/**
 * The parts of {@link Part}, one after the other and all of them several times over, so that what
 * disturbs the machine disturbs them alike.
 *
 * @param servers Kafka and Elasticsearch
 * @param flink where jobs run
 * @param settings of the whole job
 * @param parallelism subtasks of each operator
 * @param meters a clock, and what the programs spend
 */
public record ThroughputBench(
    EmbeddedServers servers,
    EmbeddedFlink flink,
    PipelineSettings settings,
    int parallelism,
    Meters meters) {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final double NANOS = 1e9;

  /** Told before each measurement. */
  public interface Watcher {
    /** A part begins. */
    void begins(Part part, int repetition);
  }

  /**
   * What is read before and after.
   *
   * @param nanos a clock, nanoseconds
   * @param own processor time that this process spent, nanoseconds
   * @param servers that Kafka and Elasticsearch spent, nanoseconds
   */
  public record Meters(LongSupplier nanos, LongSupplier own, LongSupplier servers) {}

  /** A measurement. */
  private record Took(double seconds, long documents, Optional<LastCheckpoint> checkpoint) {
    Took(double seconds, long documents) {
      this(seconds, documents, Optional.empty());
    }
  }

  private record Measured(Took took, double ownSeconds, double serverSeconds) {}

  /** Measures, after one round that does not count; the load is sent once. */
  public List<Throughput> run(Load load, Set<Part> parts, int repetitions, Watcher watcher)
      throws IOException, InterruptedException, ExecutionException {
    send(load);
    Map<Part, List<Measured>> took = new EnumMap<>(Part.class);
    for (int repetition = 0; repetition <= repetitions; repetition++) {
      for (Part part : parts) {
        watcher.begins(part, repetition);
        Measured measured = metered(part, load);
        if (repetition > 0) { // the first only warms up
          took.computeIfAbsent(part, each -> new ArrayList<>()).add(measured);
        }
      }
    }
    List<Throughput> all = new ArrayList<>();
    took.forEach(
        (part, each) ->
            all.add(
                new Throughput(
                    part,
                    part == Part.BULK ? each.get(0).took().documents() : load.records(),
                    each.stream().mapToDouble(one -> one.took().seconds()).toArray(),
                    new Throughput.Spent(
                        each.stream().mapToDouble(Measured::ownSeconds).toArray(),
                        each.stream().mapToDouble(Measured::serverSeconds).toArray()),
                    each.get(0).took().documents())));
    return all;
  }

  /** Measures a part once. */
  public Once once(Load load, Part part)
      throws IOException, InterruptedException, ExecutionException {
    Measured measured = metered(part, load);
    return new Once(
        new Throughput(
            part,
            load.records(),
            new double[] {measured.took().seconds()},
            new Throughput.Spent(
                new double[] {measured.ownSeconds()}, new double[] {measured.serverSeconds()}),
            measured.took().documents()),
        measured.took().checkpoint());
  }

  /**
   * A part, measured once.
   *
   * @param checkpoint the last one; empty if the part draws none
   */
  public record Once(Throughput throughput, Optional<LastCheckpoint> checkpoint) {}

  /** Puts a load into its topics. */
  public void send(Load load) throws InterruptedException {
    TopicAdmin.createMissing(kafka(load), parallelism, PATIENCE);
    load.send(kafka(load));
  }

  private KafkaSettings kafka(Load load) {
    return new KafkaSettings(servers.bootstrapServers(), load.topics(), Map.of());
  }

  private ElasticsearchSettings elasticsearch(Part part) {
    ElasticsearchSettings open = ElasticsearchSettings.open(servers.elasticsearchUri());
    return new ElasticsearchSettings(open.hosts(), "bench-" + part.code(), open.credentials());
  }

  private Measured metered(Part part, Load load)
      throws IOException, InterruptedException, ExecutionException {
    long own = meters.own().getAsLong();
    long server = meters.servers().getAsLong();
    Took took = measure(part, load);
    return new Measured(
        took,
        (meters.own().getAsLong() - own) / NANOS,
        (meters.servers().getAsLong() - server) / NANOS);
  }

  private Took measure(Part part, Load load)
      throws IOException, InterruptedException, ExecutionException {
    return switch (part) {
      case CONSUMER -> consumer(load);
      case BARE -> bare(load);
      case HEAP, ROCKSDB, INDEXED -> whole(part, load);
      case BULK -> {
        RawBulk bulk = new RawBulk(elasticsearch(Part.INDEXED), meters.nanos());
        RawBulk.Took took = bulk.send();
        yield new Took(took.seconds(), took.documents());
      }
    };
  }

  private Took consumer(Load load) {
    Properties properties = kafka(load).properties();
    properties.put("enable.auto.commit", "false");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions = new ArrayList<>();
      kafka(load)
          .topics()
          .reports()
          .forEach(
              topic ->
                  consumer
                      .partitionsFor(topic)
                      .forEach(
                          each -> partitions.add(new TopicPartition(topic, each.partition()))));
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      long seen = 0;
      long begin = meters.nanos().getAsLong();
      while (seen < load.records()) {
        for (ConsumerRecord<byte[], byte[]> each : consumer.poll(POLL)) {
          seen += each.value().length > 0 ? 1 : 0;
        }
      }
      return new Took((meters.nanos().getAsLong() - begin) / NANOS, 0);
    }
  }

  private Took bare(Load load) throws InterruptedException, ExecutionException {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.OBJECT_REUSE, true);
    StreamExecutionEnvironment environment = new StreamExecutionEnvironment(configuration);
    environment.setParallelism(parallelism);
    environment
        .fromSource(
            EnvelopeSource.of(kafka(load), group(), true),
            WatermarkStrategy.noWatermarks(),
            "records")
        .map(new FirstRecordFunction<Envelope>())
        .returns(Envelope.class)
        .process(
            new DecodeFunction(
                settings.calendar().zone(),
                kafka(load).topics().streamByTopic(),
                SealingKey.none()),
            Types.of(RawReport.class))
        .sinkTo(new DiscardingSink<>());
    FirstRecordFunction.await(meters.nanos());
    flink.run(environment.getStreamGraph());
    return new Took(FirstRecordFunction.since() / NANOS, 0);
  }

  /** A group of its own each time, so that all is read again. */
  private String group() {
    return "bench-" + meters.nanos().getAsLong();
  }

  private Took whole(Part part, Load load)
      throws IOException, InterruptedException, ExecutionException {
    ElasticsearchSettings elasticsearch = elasticsearch(part);
    clear(elasticsearch);
    RealEnds.Servers at = new RealEnds.Servers(kafka(load), elasticsearch, group(), true);
    Ends real = RealEnds.of(at, settings).storingReports(part == Part.INDEXED);
    Ends ends =
        real.withSource(
            environment ->
                real.source()
                    .apply(environment)
                    .map(new FirstRecordFunction<Envelope>())
                    .returns(Envelope.class)
                    .uid("bench-first-record"));
    Configuration backend = new Configuration();
    if (part == Part.ROCKSDB) { // as the files in docker/ have it
      backend.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
      backend.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
      backend.set(RocksDBConfigurableOptions.USE_BLOOM_FILTER, true);
    }
    FirstRecordFunction.await(meters.nanos());
    JobID job =
        flink.run(
            RiskMonitoringJob.graph("bench " + part.code(), settings, ends, parallelism, backend));
    double seconds = FirstRecordFunction.since() / NANOS;
    return new Took(
        seconds, documents(elasticsearch), LastCheckpoint.of(flink.webUi(), job.toHexString()));
  }

  private static void clear(ElasticsearchSettings elasticsearch) throws IOException {
    try (RestClient client = Connections.open(elasticsearch)) {
      Set<String> indices = new HashSet<>(RawBulk.indices(client, elasticsearch.indexPrefix()));
      for (String index : indices) {
        client.performRequest(new Request("DELETE", "/" + index));
      }
      Templates.install(client, elasticsearch.indexPrefix());
    }
  }

  private static long documents(ElasticsearchSettings elasticsearch) throws IOException {
    long documents = 0;
    try (DocumentReader reader = new DocumentReader(elasticsearch);
        RestClient client = Connections.open(elasticsearch)) {
      client.performRequest(new Request("POST", "/" + elasticsearch.indexPrefix() + "*/_refresh"));
      for (DocumentKind kind : DocumentKind.values()) {
        String index = kind.alias(elasticsearch.indexPrefix());
        documents += reader.exists(index) ? reader.count(index) : 0;
      }
    }
    return documents;
  }
}
