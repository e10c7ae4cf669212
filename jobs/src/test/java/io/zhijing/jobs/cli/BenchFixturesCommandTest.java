package io.zhijing.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.jobs.bench.FixtureReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class BenchFixturesCommandTest {
  private static final Path CUSUM =
      Path.of("../detection/src/test/resources/fixtures/categorical-cusum");

  @TempDir private Path folder;

  @Test
  void tellsOfEveryFileAndLeavesWithZeroIfAllAgree() {
    Answer answer = ask(Locale.ENGLISH, CUSUM);
    assertThat(answer.exitCode).isZero();
    assertThat(answer.text)
        .contains("catcusum_abattoir_bin.json: agrees, 268 values, largest deviation ")
        .contains(" at llr[")
        .contains("5 files: 5 agree, 0 not compared for a reason of the reference, 0 fail.");
  }

  @Test
  void leavesWithOneIfAFileDisagreesAndSaysWhere() throws IOException {
    String text = Files.readString(CUSUM.resolve("catcusum_abattoir_bin.json"));
    Files.writeString(folder.resolve("a.json"), text.replace("\"h\":5", "\"h\":0.5"));
    Answer answer = ask(Locale.ENGLISH, folder);
    assertThat(answer.exitCode).isEqualTo(1);
    assertThat(answer.text).contains("a.json: DISAGREES", "1 files: 0 agree", "1 fail.");
    Files.writeString(folder.resolve("b.json"), "{}");
    assertThat(ask(Locale.ENGLISH, folder).text)
        .contains("b.json: not compared: the file is no usable reference")
        .contains("field \"algorithm\" is missing");
  }

  @Test
  void leavesWithTwoIfThereIsNothingToCompare() {
    Answer empty = ask(Locale.ENGLISH, folder);
    assertThat(empty.exitCode).isEqualTo(2);
    assertThat(empty.text).contains("holds no reference results");
    Answer absent = ask(Locale.ENGLISH, folder.resolve("absent"));
    assertThat(absent.exitCode).isEqualTo(2);
    assertThat(absent.text).contains("There is no folder");
  }

  @Test
  void comparesBoundsWhereTheyStand() {
    Answer answer = ask(Locale.ENGLISH, Path.of("src/test/resources/bench/count"));
    assertThat(answer.exitCode).isZero();
    assertThat(answer.text)
        .contains(
            "upperbound_clean_farringtonFlexible_nbPlugin.csv: 2058 of 2058 bounds agree, largest"
                + " deviation 0")
        .contains("6 files: 6 agree");
  }

  @Test
  void speaksChinese() {
    assertThat(ask(Locale.CHINESE, CUSUM).text).contains("：一致，共 268 个值", "不合格 0 个");
    assertThat(ask(Locale.CHINESE, folder).text).contains("没有参考结果");
  }

  @Test
  void hasATextForEveryCauseInBothLanguages() {
    for (Locale locale : new Locale[] {Locale.ENGLISH, Locale.CHINESE}) {
      ResourceBundle texts = Messages.bundle(locale);
      for (FixtureReport.Cause cause : FixtureReport.Cause.values()) {
        assertThat(texts.getString("bench.fixtures." + cause.code())).contains("{0}");
      }
    }
  }

  @Test
  void isReachedThroughTheBenchCommand() {
    assertThat(BenchCommand.line(Locale.ENGLISH).getSubcommands()).containsKey("fixtures");
  }

  private record Answer(int exitCode, String text) {}

  private static Answer ask(Locale locale, Path folder) {
    StringWriter text = new StringWriter();
    CommandLine line = new CommandLine(new BenchFixturesCommand(locale));
    line.setOut(new PrintWriter(text));
    line.setErr(new PrintWriter(text));
    return new Answer(line.execute(folder.toString()), text.toString());
  }
}
