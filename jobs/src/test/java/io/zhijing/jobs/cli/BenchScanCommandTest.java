package io.zhijing.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class BenchScanCommandTest {

  private record Answer(int exitCode, String text) {}

  private static Answer ask(Locale locale, String... arguments) {
    StringWriter text = new StringWriter();
    CommandLine line = BenchCommand.line(locale);
    line.setOut(new PrintWriter(text));
    line.setErr(new PrintWriter(text));
    return new Answer(line.execute(arguments), text.toString());
  }

  @Test
  void showsEveryMethodAtEveryRisk() {
    Answer answer =
        ask(Locale.ENGLISH, "scan", "--maps", "6", "--replicates", "39", "--cases", "30");
    assertThat(answer.text.lines().filter(line -> line.startsWith("neighbour sets"))).hasSize(3);
    assertThat(answer.text.lines().filter(line -> line.startsWith("circles,"))).hasSize(6);
    assertThat(answer.text).contains("overlap", "sensitivity");
    assertThat(answer.exitCode).isLessThanOrEqualTo(1);
  }

  @Test
  void speaksChinese() {
    Answer answer = ask(Locale.CHINESE, "scan", "--maps", "1", "--replicates", "19");
    assertThat(answer.text).contains("邻接集合", "检出率").doesNotContain("overlap");
  }

  @Test
  void refusesOptionsThatMakeNoSense() {
    Answer answer = ask(Locale.ENGLISH, "scan", "--maps", "0");
    assertThat(answer.exitCode).isEqualTo(2);
    assertThat(answer.text).contains("--maps must be at least 1");
  }
}
