package io.zhijing.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class BenchRealCommandTest {
  @TempDir private Path folder;

  private record Answer(int exitCode, String text) {}

  private static Answer ask(Locale locale, String... arguments) {
    StringWriter text = new StringWriter();
    CommandLine line = BenchCommand.line(locale);
    line.setOut(new PrintWriter(text));
    line.setErr(new PrintWriter(text));
    return new Answer(line.execute(arguments), text.toString());
  }

  @Test
  void saysWhetherAdjustmentKeepsItsPromise() throws IOException {
    String file = "chicago_inspections.csv.gz";
    try (InputStream shipped = getClass().getResourceAsStream("/packs/chicago/data/" + file)) {
      Files.copy(shipped, folder.resolve(file));
    }
    Answer answer = ask(Locale.SIMPLIFIED_CHINESE, "real", folder.toString(), "--placements", "5");
    assertThat(answer.text.lines().filter(line -> line.startsWith("按构成调整"))).hasSize(2);
    assertThat(answer.text).contains("未调整", "50 个选区");
    boolean isAccepted = !answer.text.contains("：否");
    assertThat(answer.exitCode).isEqualTo(isAccepted ? 0 : 1);
  }

  @Test
  void refusesFoldersWithoutData() {
    Answer answer = ask(Locale.ENGLISH, "real", folder.toString());
    assertThat(answer.exitCode).isEqualTo(2);
    assertThat(answer.text).contains("holds neither");
  }

  @Test
  void refusesOptionsThatMakeNoSense() {
    Answer answer = ask(Locale.ENGLISH, "real", folder.toString(), "--placements", "0");
    assertThat(answer.exitCode).isEqualTo(2);
    assertThat(answer.text).contains("--placements");
  }
}
