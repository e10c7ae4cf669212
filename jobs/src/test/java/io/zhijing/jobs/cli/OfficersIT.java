package io.zhijing.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.zhijing.connectors.elasticsearch.DocumentKind;
import io.zhijing.connectors.file.CsvReportSource;
import io.zhijing.connectors.file.Pack;
import io.zhijing.connectors.file.PackLoader;
import io.zhijing.connectors.file.Row;
import io.zhijing.connectors.kafka.KafkaSettings;
import io.zhijing.connectors.kafka.ReportProducer;
import io.zhijing.jobs.end.Servers;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** An officer at the command line, a running job, and a warning between them. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OfficersIT {
  private static final String RUN = "officers";
  private static final LocalDate FIRST = LocalDate.parse("2020-01-01");
  private static final LocalDate LAST = LocalDate.parse("2020-10-31");
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @TempDir private static Path folder;
  private static Servers servers;
  private static KafkaSettings kafka;
  private static Path settings;
  private static List<String> open;
  private static Pack pack;

  @BeforeAll
  static void runTheJobOverTenMonths() throws Exception {
    servers = new Servers();
    kafka = servers.kafka(RUN);
    pack = PackLoader.builtIn("rasff");
    try (ReportProducer producer = new ReportProducer(kafka);
        CsvReportSource source = CsvReportSource.open(pack, pack.dataFiles().get(0))) {
      while (source.hasNext()) {
        if (source.next() instanceof Row.Accepted row
            && !row.report().identity().eventDate().isAfter(LAST)) {
          producer.send(row.report());
        }
      }
      producer.heartbeat("test", LAST.plusDays(3).atStartOfDay(pack.zone()).toInstant());
      producer.flush();
    }
    Configuration configuration = new Configuration();
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(500));
    servers.submit(
        RUN,
        Servers.settings("rasff", Map.of("notification", (int) FIRST.toEpochDay())),
        false,
        configuration);
    await()
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofMillis(500))
        .until(() -> isLastDayOver() && openOnTheLastDay().size() >= 3);
    open = openOnTheLastDay();
    settings = folder.resolve("settings.yaml");
    Path key = folder.resolve("key");
    Files.writeString(key, "a key for tests, not secret");
    Files.writeString(
        settings,
        String.join(
            "\n",
            "pack: rasff",
            "kafka: {bootstrap_servers: '"
                + kafka.bootstrapServers()
                + "', topic_prefix: "
                + RUN
                + "}",
            "elasticsearch: {hosts: ['"
                + servers.elasticsearch(RUN).hosts().get(0)
                + "'], index_prefix: "
                + RUN
                + "}",
            "hash_key_file: " + key));
  }

  @AfterAll
  static void stop() {
    servers.close();
  }

  /** Whether the last day has been judged and its warnings written. */
  private static boolean isLastDayOver() throws IOException {
    String end = LAST.plusDays(1).atStartOfDay(pack.zone()).toInstant().minusMillis(1).toString();
    return warnings().stream().anyMatch(each -> end.equals(each.path("as_of").asText()));
  }

  /** Warnings that had evidence on one of the last days, so that nothing closes them any more. */
  private static List<String> openOnTheLastDay() throws IOException {
    List<String> ids = new ArrayList<>();
    for (JsonNode each : warnings()) {
      boolean isRecent = each.path("last_day").asText().compareTo("2020-10-29") >= 0;
      if (isRecent && "open".equals(each.path("status").asText())) {
        ids.add(each.path("warning_id").asText());
      }
    }
    return ids;
  }

  private static List<JsonNode> warnings() throws IOException {
    List<JsonNode> warnings = new ArrayList<>();
    for (String source : servers.documents(RUN, DocumentKind.WARNINGS).values()) {
      warnings.add(MAPPER.readTree(source));
    }
    return warnings;
  }

  private static JsonNode warning(String id) throws IOException {
    return warnings().stream()
        .filter(each -> id.equals(each.path("warning_id").asText()))
        .findFirst()
        .orElseThrow();
  }

  private record Said(int code, String text) {}

  private static Said tell(String act, String id, String... more) {
    StringWriter out = new StringWriter();
    List<String> words = new ArrayList<>(List.of(act, id, "--settings", settings.toString()));
    words.addAll(List.of(more));
    CommandLine line = new CommandLine(new WarningCommand(Locale.ENGLISH));
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(out, true));
    return new Said(line.execute(words.toArray(String[]::new)), out.toString());
  }

  @Test
  void aWarningIsActedOnAndItsHistorySaysSo() throws IOException {
    String id = open.get(0);
    Said acknowledged = tell("ack", id, "--actor", "li");
    assertThat(acknowledged.code()).as(acknowledged.text()).isZero();
    assertThat(tell("ack", id, "--actor", "wang"))
        .extracting(Said::code, Said::text)
        .satisfies(
            said -> {
              assertThat(said.get(0)).isEqualTo(1);
              assertThat((String) said.get(1)).contains("somebody has acknowledged it");
            });
    assertThat(tell("close", id, "--actor", "li", "--confirmed").text())
        .contains("only after something was done");
    assertThat(
            tell(
                    "dispose",
                    id,
                    "--actor",
                    "li",
                    "--measure",
                    "recall",
                    "--batch",
                    "B-1",
                    "--amount",
                    "100",
                    "--recovered",
                    "90")
                .code())
        .isZero();
    assertThat(
            tell("close", id, "--actor", "li", "--confirmed", "--note", "call 13812345678").code())
        .isZero();
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> assertThat(warning(id).path("verdict").asText()).isEqualTo("confirmed"));
    JsonNode closed = warning(id);
    assertThat(closed.path("status").asText()).isEqualTo("closed");
    assertThat(closed.path("measure").asText()).isEqualTo("recall");
    assertThat(closed.path("acknowledged_by").asText()).isEqualTo("li");
    Said history = tell("history", id);
    assertThat(history.code()).isZero();
    assertThat(history.text())
        .contains("raised", "acknowledged", "disposed", "recall B-1 90/100", "found true")
        .contains("[masked]")
        .doesNotContain("13812345678");
  }

  @Test
  void whatNobodyCanDoIsAnsweredAndWhatNobodyCanReadIsKept() throws Exception {
    assertThat(tell("ack", "nothing@2020-01-01", "--actor", "li"))
        .isEqualTo(
            new Said(
                1,
                "Refused. nothing@2020-01-01: there is no such warning, or a later one has taken its"
                    + " place."
                    + System.lineSeparator()));
    try (ReportProducer producer = new ReportProducer(kafka)) {
      producer.send(
          kafka.topics().commands(), new byte[0], "{\"act\":7}".getBytes(StandardCharsets.UTF_8));
      producer.flush();
    }
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(servers.documents(RUN, DocumentKind.DEAD_LETTERS).values())
                    .anySatisfy(
                        letter ->
                            assertThat(letter)
                                .contains(kafka.topics().commands())
                                .contains("act:wrong_type")
                                .contains("actor:missing")
                                .contains("warning_id:missing")));
  }

  @Test
  void aSilenceShowsInTheDocumentUntilItIsEnded() throws IOException {
    String id = open.get(1);
    String far = java.time.OffsetDateTime.now(java.time.ZoneOffset.UTC).plusDays(90).toString();
    String soon = java.time.OffsetDateTime.now(java.time.ZoneOffset.UTC).plusDays(3).toString();
    assertThat(tell("silence", id, "--actor", "li", "--note", "known", "--until", far).text())
        .contains("max_silence_days");
    assertThat(tell("silence", id, "--actor", "li", "--until", soon).text()).contains("--note");
    assertThat(tell("silence", id, "--actor", "li", "--note", "known", "--until", soon).code())
        .isZero();
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(warning(id).hasNonNull("silenced_until")).isTrue());
    assertThat(tell("unsilence", id, "--actor", "li").code()).isZero();
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(warning(id).hasNonNull("silenced_until")).isFalse());
  }

  private static Said rules(String... words) {
    StringWriter out = new StringWriter();
    CommandLine line = new CommandLine(new RulesCommand(Locale.ENGLISH));
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(out, true));
    return new Said(line.execute(words), out.toString());
  }

  private static String file(String name, String... lines) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, String.join("\n", lines));
    return file.toString();
  }

  @Test
  @Order(Integer.MAX_VALUE)
  void newRulesJudgeOpenWarningsAnewWithinTenSeconds() throws IOException {
    JsonNode open =
        warnings().stream()
            .filter(each -> "open".equals(each.path("status").asText()))
            .filter(each -> each.hasNonNull("sector"))
            .findFirst()
            .orElseThrow();
    String id = open.path("warning_id").asText();
    String sector = open.path("sector").asText();
    String[] head = {"id: centre", "version: 2", "author: li", "reason: too many of them"};
    String key = "keys: [{sector: " + sector + ", score: 300, reason: seasonal}]";
    String wrong =
        file("wrong.yaml", "id: centre", "version: x", "levels: {blue: {score: 99}}", "colour: 1");
    assertThat(rules("apply", wrong, "--settings", settings.toString()))
        .satisfies(
            said -> {
              assertThat(said.code()).isEqualTo(2);
              assertThat(said.text())
                  .contains("version must be a whole number")
                  .contains("levels.yellow needs less than the level below it")
                  .contains("author is missing")
                  .contains("colour is not known");
            });
    String rulesFile = file("rules.yaml", head[0], head[1], head[2], head[3], key);
    assertThat(rules("check", rulesFile, "--pack", "rasff").text())
        .contains("key: sector " + sector);
    assertThat(rules("diff", rulesFile, "--settings", settings.toString()).text())
        .contains("sector=" + sector, "not raised");
    assertThat(rules("apply", rulesFile, "--settings", settings.toString()).text())
        .contains("Applied: centre@2#");
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () -> assertThat(warning(id).path("status").asText()).isEqualTo("withdrawn"));
    assertThat(warning(id).path("rules").asText()).startsWith("centre@2#");
    assertThat(tell("history", id).text()).contains("the rules changed");
    assertThat(rules("apply", rulesFile, "--settings", settings.toString()))
        .satisfies(
            said -> {
              assertThat(said.code()).isEqualTo(1);
              assertThat(said.text()).contains("version as high");
            });
    String back = file("back.yaml", head[0], "version: 3", head[2], "reason: a mistake");
    assertThat(rules("apply", back, "--settings", settings.toString()).code()).isZero();
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(warning(id).path("status").asText()).isEqualTo("open"));
    showsWithinTenSeconds("centre@2#", "centre@3#", "version_not_higher", "a mistake");
  }

  /** An answer can be searched for a moment after it can be read. */
  private void showsWithinTenSeconds(String... words) {
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () ->
                assertThat(rules("show", "--settings", settings.toString()).text())
                    .contains(words));
  }
}
