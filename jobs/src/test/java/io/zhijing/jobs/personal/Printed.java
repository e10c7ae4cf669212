package io.zhijing.jobs.personal;

import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.connectors.elasticsearch.ElasticsearchSettings;
import io.zhijing.connectors.kafka.KafkaSettings;
import io.zhijing.jobs.cli.DeadLettersCommand;
import io.zhijing.jobs.cli.QueryCommand;
import io.zhijing.jobs.cli.ReportCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;

/** What the command line prints of a run. */
final class Printed {
  private static final String PERIOD_FROM = "2019-01-01";
  private static final String PERIOD_TO = "2020-12-31";

  private final Path folder;
  private final KafkaSettings kafka;
  private final Path settings;

  Printed(Path folder, KafkaSettings kafka, ElasticsearchSettings elasticsearch)
      throws IOException {
    this.folder = folder;
    this.kafka = kafka;
    this.settings =
        Files.writeString(
            folder.resolve("servers.yaml"),
            """
            kafka: {bootstrap_servers: "%s", topic_prefix: %s}
            elasticsearch: {hosts: ["%s"], index_prefix: %s}
            """
                .formatted(
                    kafka.bootstrapServers(),
                    kafka.topicPrefix(),
                    elasticsearch.hosts().get(0),
                    elasticsearch.indexPrefix()));
  }

  private String print(CommandLine line, int expected, String... words) {
    StringWriter printed = new StringWriter();
    List<String> all = new ArrayList<>(List.of(words));
    all.add("--settings");
    all.add(settings.toString());
    int code =
        line.setOut(new PrintWriter(printed))
            .setErr(new PrintWriter(printed))
            .execute(all.toArray(String[]::new));
    assertThat(code).as(all + ": " + printed).isEqualTo(expected);
    return printed.toString();
  }

  void queriesAndReport() throws IOException {
    for (String what : List.of("warnings", "reports", "signals", "audit")) {
      for (String form : List.of("table", "csv", "json")) {
        List<String> words = new ArrayList<>(List.of(what, "--format", form));
        if (what.equals("reports")) {
          words.addAll(List.of("--region", "150602", "--stream", "inspection"));
        }
        words.addAll(List.of("--from", PERIOD_FROM, "--to", PERIOD_TO));
        String text = print(QueryCommand.line(Locale.ENGLISH), 0, words.toArray(String[]::new));
        assertThat(text).as(what).isNotBlank();
        Traces.assertNone("query " + what + " as " + form, text);
      }
    }
    for (String form : List.of("html", "csv")) {
      Path out = folder.resolve("report." + form);
      print(
          new CommandLine(new ReportCommand(Locale.ENGLISH))
              .setCaseInsensitiveEnumValuesAllowed(true),
          0,
          "--from",
          PERIOD_FROM,
          "--to",
          PERIOD_TO,
          "--format",
          form,
          "--out",
          out.toString());
      Traces.assertNone("report as " + form, Files.readAllBytes(out));
    }
  }

  private static CommandLine deadLetters() {
    return new CommandLine(new DeadLettersCommand(Locale.ENGLISH));
  }

  void deadLetters(Path privateKey, int expected) throws IOException {
    String list = print(deadLetters(), 0, "list");
    Traces.assertNone("list of dead letters", list);
    assertThat(list.lines().filter(line -> line.contains("sealed")).count()).isEqualTo(expected);
    String shown = print(deadLetters(), 0, "show", "--private-key", privateKey.toString());
    for (String secret : Canaries.all()) {
      assertThat(shown).as("whoever has the private key reads " + secret).contains(secret);
    }
    Path others = folder.resolve("others");
    StringWriter made = new StringWriter();
    assertThat(
            deadLetters().setOut(new PrintWriter(made)).execute("keys", "--out", others.toString()))
        .isZero();
    String closed =
        print(
            deadLetters(),
            1,
            "show",
            "--private-key",
            others.resolve("dead-letters.private.pem").toString());
    assertThat(closed).contains("it was sealed for another key");
    Traces.assertNone("dead letters by another key", closed);
    replay(privateKey, expected);
  }

  private void replay(Path privateKey, int expected) throws IOException {
    long before = records();
    String sent = print(deadLetters(), 0, "replay", "--private-key", privateKey.toString());
    assertThat(sent).contains(expected + " of " + expected + " sent once more");
    assertThat(records() - before).as("bytes of the very records").isEqualTo(bytesOfLetters());
    String unknown =
        print(deadLetters(), 2, "replay", "no-such-1-1", "--private-key", privateKey.toString());
    assertThat(unknown).contains("no such dead letters");
  }

  private long records() throws IOException {
    long bytes = 0;
    for (String topic : kafka.topics().reports()) {
      bytes += Traces.content(kafka, topic).length;
    }
    return bytes + Traces.content(kafka, kafka.topics().commands()).length;
  }

  private long bytesOfLetters() throws IOException {
    String letters =
        new String(Traces.content(kafka, kafka.topics().deadLetters()), StandardCharsets.UTF_8);
    long bytes = 0;
    for (var found = java.util.regex.Pattern.compile("\"size\":(\\d+)").matcher(letters);
        found.find(); ) {
      bytes += Long.parseLong(found.group(1));
    }
    return bytes;
  }
}
