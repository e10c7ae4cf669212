package io.zhijing.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.dashboards.kibana.client.Trouble;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class DashboardsCommandTest {
  @TempDir private Path folder;

  private record Said(int code, String text) {}

  private static Said run(CommandLine line, String... words) {
    StringWriter out = new StringWriter();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(out, true));
    return new Said(line.execute(words), out.toString());
  }

  private static Said dashboards(Locale locale, String... words) {
    CommandLine line = DashboardsCommand.line(locale);
    StringWriter out = new StringWriter();
    PrintWriter writer = new PrintWriter(out, true);
    line.setOut(writer).setErr(writer);
    return new Said(line.execute(words), out.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"inner-mongolia", "chicago", "rasff"})
  void exportsEveryPack(String pack) throws IOException {
    Path file = folder.resolve(pack + ".ndjson");
    Said said = dashboards(Locale.ENGLISH, "export", "--out", file.toString(), "--pack", pack);
    assertThat(said.code()).as(said.text()).isZero();
    List<String> lines = Files.readAllLines(file);
    boolean hasMap = pack.equals("inner-mongolia");
    assertThat(lines).hasSize(hasMap ? 33 : 32);
    assertThat(String.join("", lines).contains("ES_TERM_SOURCE")).isEqualTo(hasMap);
    assertThat(String.join("", lines)).doesNotContain("SIMULATED");
  }

  @Test
  void saysThatDataAreSimulatedIfAsked() throws IOException {
    Path file = folder.resolve("x.ndjson");
    Said said =
        dashboards(
            Locale.ENGLISH,
            "export",
            "--out",
            file.toString(),
            "--simulated",
            "--lang",
            "en",
            "--prefix",
            "north",
            "--console",
            "https://console.example.org/");
    assertThat(said.code()).as(said.text()).isZero();
    assertThat(Files.readString(file))
        .contains("SIMULATED", "\"timeFrom\":\"2025-01-01\"", "north-en-situation")
        .contains("https://console.example.org/warnings/{{value}}");
  }

  @Test
  void wrongQuestionsAreAnsweredBeforeAnythingIsAsked() {
    String kibana = "http://127.0.0.1:1";
    for (String[] more :
        Stream.of(
                new String[] {"--user", "li"},
                new String[] {"--password", "file:/not/there", "--user", "li"},
                new String[] {"--space", "My Space"},
                new String[] {"--pack", "atlantis"})
            .toList()) {
      String[] words =
          Stream.concat(Stream.of("install", "--no-map", "--kibana", kibana), Stream.of(more))
              .toArray(String[]::new);
      Said said = dashboards(Locale.ENGLISH, words);
      assertThat(said.code()).as(said.text()).isEqualTo(2);
    }
  }

  @Test
  void everyTroubleHasItsWords() {
    for (Locale locale : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
      Messages messages = new Messages(locale);
      for (Trouble.Kind kind : Trouble.Kind.values()) {
        assertThat(messages.text("dashboards.trouble." + kind.code(), "subject", "detail"))
            .isNotBlank()
            .doesNotContain("{0}", "{1}");
      }
    }
  }

  @Test
  void faultyValuesAreNamedAndNothingIsWritten() throws IOException {
    Path file = folder.resolve("values.csv");
    Files.writeString(file, "target,region,year,value\nP99,150100,2025,1\nS01,Atlantis,2025,1\n");
    Said said =
        run(
            new CommandLine(new TargetsCommand(Locale.ENGLISH)),
            "--values",
            file.toString(),
            "--elasticsearch",
            "http://127.0.0.1:1");
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.text())
        .contains("nothing was written")
        .contains("values.csv:2: target: the plan has no 'P99'")
        .contains("values.csv:3: region: there is no 'Atlantis'");
  }

  @Test
  void aPackWithoutAPlanAndAFileThatIsNotThereAreSaid() {
    assertThat(run(new CommandLine(new TargetsCommand(Locale.ENGLISH)), "--pack", "rasff").text())
        .contains("rasff has no plan");
    Said said =
        run(new CommandLine(new TargetsCommand(Locale.ENGLISH)), "--values", "/not/there.csv");
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.text()).contains("There is no file /not/there.csv");
  }
}
