package io.zhijing.jobs.kibana;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.zhijing.connectors.elasticsearch.Connections;
import io.zhijing.connectors.elasticsearch.Document;
import io.zhijing.connectors.elasticsearch.DocumentKind;
import io.zhijing.connectors.elasticsearch.DocumentReader;
import io.zhijing.connectors.elasticsearch.ElasticsearchSettings;
import io.zhijing.connectors.elasticsearch.Templates;
import io.zhijing.connectors.elasticsearch.sink.DirectWriter;
import io.zhijing.jobs.cli.DashboardsInstallCommand;
import io.zhijing.jobs.cli.TargetsCommand;
import io.zhijing.jobs.end.Servers;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.elasticsearch.client.RestClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands against a real Elasticsearch, and a server in Kibana's place. */
class CommandsIT {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @TempDir private Path folder;
  private static Servers servers;
  private static HttpServer kibana;
  private static final AtomicInteger REFUSED = new AtomicInteger();

  @BeforeAll
  static void start() throws Exception {
    servers = new Servers();
    kibana = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    kibana.createContext("/", CommandsIT::answer);
    kibana.start();
  }

  @AfterAll
  static void stop() {
    kibana.stop(0);
    servers.close();
  }

  private static void answer(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    String body =
        "{\"version\":{\"number\":\"8.19.21\"},\"success\":true,\"successCount\":33,\"errors\":[]}";
    int status = 200;
    if (REFUSED.get() > 0 && exchange.getRequestURI().getPath().endsWith("_import")) {
      body =
          "{\"success\":false,\"successCount\":32,\"errors\":[{\"type\":\"dashboard\",\"id\":\"x\","
              + "\"error\":{\"type\":\"missing_references\",\"references\":[{\"type\":\"search\",\"id\":\"y\"}]}}]}";
    }
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private record Said(int code, String text) {}

  private static Said run(Object command, String... words) {
    StringWriter out = new StringWriter();
    CommandLine line = new CommandLine(command);
    line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(out, true));
    return new Said(line.execute(words), out.toString());
  }

  private static Said install(String... more) throws IOException {
    String[] words = {
      "--kibana",
      "http://127.0.0.1:" + kibana.getAddress().getPort(),
      "--elasticsearch",
      servers.elasticsearch("any").hosts().get(0).toString()
    };
    String[] all = java.util.Arrays.copyOf(words, words.length + more.length);
    System.arraycopy(more, 0, all, words.length, more.length);
    return run(new DashboardsInstallCommand(Locale.ENGLISH), all);
  }

  @Test
  void shapesAreLoadedAndThisServerCannotDrawThem() throws Exception {
    Said said = install("--prefix", "drawn");
    assertThat(said.code()).as(said.text()).isZero();
    assertThat(said.text())
        .contains("116 regions are loaded, but this Elasticsearch knows no geo_shape")
        .contains("33 objects are in place; 0 rules made, 6 brought up to date. Kibana 8.19.21");
    ElasticsearchSettings settings = servers.elasticsearch("drawn");
    try (DocumentReader reader = new DocumentReader(settings);
        RestClient client = Connections.open(settings)) {
      JsonNode shape =
          MAPPER.readTree(
              reader.source(DocumentKind.REGIONS.index("drawn", "000001"), "150100").orElseThrow());
      assertThat(shape.at("/shape/coordinates")).isNotEmpty();
      assertThat(Templates.hasShapes(client, "drawn")).isFalse();
      Templates.verify(client, "drawn");
    }
  }

  @Test
  void aPackWithoutShapesInstallsWithoutAMap() throws Exception {
    for (String pack : List.of("chicago", "rasff")) {
      Said said = install("--prefix", "none", "--pack", pack);
      assertThat(said.code()).as(said.text()).isZero();
      assertThat(said.text()).contains("The pack " + pack + " has no shapes of its regions");
    }
  }

  @Test
  void whatFailedIsSaidAndTheCodeIsOne() throws Exception {
    REFUSED.set(1);
    try {
      Said said = install("--no-map");
      assertThat(said.code()).isEqualTo(1);
      assertThat(said.text()).contains("dashboard x needs what is not there: search y");
    } finally {
      REFUSED.set(0);
    }
  }

  @Test
  void valuesOfOfficersStandUntilTheyAreTakenBack() throws Exception {
    String elasticsearch = servers.elasticsearch("zhijing").hosts().get(0).toString();
    assertThat(targets(elasticsearch, "S01,150000,2025,84\nP05,150100,2025,91\n").text())
        .contains("2025: 0 values counted, 2 given by officers, 622 without data.");
    assertThat(targets(elasticsearch, "S02,150000,2025,80\n").text())
        .contains("2025: 0 values counted, 3 given by officers, 621 without data.");
    assertThat(value("S01@150000@2025").path("gap").asDouble()).isEqualTo(-1);
    assertThat(value("S01@150000@2025").path("outcome").asText()).isEqualTo("not_met");
    assertThat(targets(elasticsearch, "S01,150000,2025,-\nS01,150000,2026,86\n").code()).isZero();
    assertThat(value("S01@150000@2025").path("reason").asText()).isEqualTo("taken_back");
    assertThat(value("S01@150000@2025").has("value")).isFalse();
    assertThat(value("P05@150100@2025").path("source").asText()).isEqualTo("officers");
    assertThat(value("P05@150200@2025").path("reason").asText()).isEqualTo("nothing_tested");
  }

  private Said targets(String elasticsearch, String rows) throws IOException {
    Path file = folder.resolve("values.csv");
    Files.writeString(file, "target,region,year,value\n" + rows);
    return run(
        new TargetsCommand(Locale.ENGLISH),
        "--values",
        file.toString(),
        "--elasticsearch",
        elasticsearch);
  }

  private static JsonNode value(String id) throws IOException {
    try (DocumentReader reader = new DocumentReader(servers.elasticsearch("zhijing"))) {
      String index = DocumentKind.TARGETS.index("zhijing", "2025");
      return MAPPER.readTree(reader.source(index, id).orElseThrow());
    }
  }

  @Test
  void aRefusedDocumentIsToldAndKeepsNoOtherOut() throws Exception {
    ElasticsearchSettings settings = servers.elasticsearch("direct");
    String index = DocumentKind.REGIONS.index("direct", "000001");
    Document good = document(index, "good", 5, "{\"code\":\"1\"}");
    Document bad = document(index, "bad", 5, "{\"colour\":\"red\"}");
    Document old = document(index, "good", 4, "{\"code\":\"0\"}");
    try (DirectWriter writer = new DirectWriter(settings)) {
      assertThat(writer.write(List.of(good, bad)))
          .extracting(DirectWriter.Refusal::id)
          .containsExactly("bad");
      assertThat(writer.write(List.of(old))).as("older than what stands there").isEmpty();
    }
    try (DocumentReader reader = new DocumentReader(settings)) {
      assertThat(new String(reader.source(index, "good").orElseThrow(), StandardCharsets.UTF_8))
          .isEqualTo("{\"code\":\"1\"}");
    }
  }

  private static Document document(String index, String id, long version, String json) {
    return new Document(index, id, version, json.getBytes(StandardCharsets.UTF_8));
  }
}
