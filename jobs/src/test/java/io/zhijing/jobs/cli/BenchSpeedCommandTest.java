package io.zhijing.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.jobs.bench.speed.Measured;
import io.zhijing.jobs.bench.speed.RPeers;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Never of how fast: only that everything is measured and told. */
class BenchSpeedCommandTest {
  private static final String NO_R = "no-such-rscript";

  @TempDir private Path folder;

  private record Answer(int exitCode, String text) {}

  private Answer ask(Locale locale, String... arguments) {
    StringWriter text = new StringWriter();
    CommandLine line = BenchCommand.line(locale);
    line.setOut(new PrintWriter(text));
    line.setErr(new PrintWriter(text));
    String[] all = Arrays.copyOf(arguments, arguments.length + 2);
    all[arguments.length] = "--log";
    all[arguments.length + 1] = folder.resolve("jmh.log").toString();
    return new Answer(line.execute(all), text.toString());
  }

  @Test
  void everyDetectorHasARowWithTimesAndThePublishedReferenceIsMarkedAsSuch() throws IOException {
    Answer answer = ask(Locale.ENGLISH, "speed", "--quick", "--rscript", NO_R);
    assertThat(answer.exitCode).as(answer.text).isLessThanOrEqualTo(1);
    List<String> rows =
        answer.text.lines().dropWhile(line -> !line.startsWith("──")).skip(1).limit(12).toList();
    assertThat(rows).hasSize(Measured.values().length);
    Iterator<String> left = rows.iterator();
    for (Measured measured : Measured.values()) {
      String row = left.next();
      String[] cells = row.split(" {2,}", -1);
      String name = "bench.speed.measured." + measured.code();
      assertThat(cells[0]).isEqualTo(Messages.bundle(Locale.ENGLISH).getString(name));
      assertThat(Double.parseDouble(cells[2])).as(row).isPositive();
      assertThat(Double.parseDouble(cells[3])).as(row).isPositive();
    }
    assertThat(rows.get(0)).contains("6300 *", " 200");
    assertThat(answer.text)
        .contains("there is no Rscript", "ANOTHER machine", "as fast as the published reference")
        .contains("2 series, 49 weeks")
        .contains("s of one core, less than 0.5 asked for");
    assertThat(Files.readString(folder.resolve("jmh.log"))).contains("JMH version");
  }

  @Test
  void aDirectoryWithoutSeriesIsRefused() {
    Answer answer = ask(Locale.ENGLISH, "speed", folder.toString(), "--quick");
    assertThat(answer.exitCode).isEqualTo(2);
    assertThat(answer.text).contains("meta.json is missing");
  }

  @Test
  void takesSeriesFromADirectoryAndSpeaksChinese() throws IOException {
    Files.writeString(folder.resolve("meta.json"), "{\"evaluatedWeeks\": [600, 602]}");
    Files.copy(
        Path.of("src/test/resources/bench/count/series_clean.csv"),
        folder.resolve("series_clean.csv"));
    Answer answer = ask(Locale.CHINESE, "speed", folder.toString(), "--quick", "--rscript", NO_R);
    assertThat(answer.text)
        .contains(folder.toString(), "2 条序列，每条判定 3 周", "另一台机器", "微秒/序列周")
        .doesNotContain("series-week");
  }

  @Test
  void hasATextForEverythingMeasuredInBothLanguages() {
    for (Locale locale : new Locale[] {Locale.ENGLISH, Locale.CHINESE}) {
      ResourceBundle texts = Messages.bundle(locale);
      for (Measured measured : Measured.values()) {
        assertThat(texts.getString("bench.speed.measured." + measured.code())).isNotBlank();
      }
      for (Measured.Unit unit : Measured.Unit.values()) {
        assertThat(texts.getString("bench.speed.unit." + unit.code())).isNotBlank();
      }
      for (RPeers.Cause cause : RPeers.Cause.values()) {
        assertThat(texts.getString("bench.speed.r-" + cause.code())).isNotBlank();
      }
    }
  }
}
