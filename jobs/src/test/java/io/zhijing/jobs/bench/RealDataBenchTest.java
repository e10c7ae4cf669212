package io.zhijing.jobs.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zhijing.jobs.bench.RealDataBench.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RealDataBenchTest {
  private static final String INSPECTIONS = "chicago_inspections.csv.gz";

  @TempDir private Path folder;

  private Path shippedInspections() throws IOException {
    try (InputStream shipped =
        RealDataBenchTest.class.getResourceAsStream("/packs/chicago/data/" + INSPECTIONS)) {
      Files.copy(shipped, folder.resolve(INSPECTIONS));
    }
    return folder;
  }

  private void write(String name, String text) throws IOException {
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve(name)))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void realRisesAreFoundOftenerWithAdjustmentAtAboutTheSameFalseWarnings() throws IOException {
    MixBench bench = MixBench.of(Inspections.read(shippedInspections().resolve(INSPECTIONS)), 40);
    double rate = DetectionBench.RATE_RATE;
    MixBench.Result plain = bench.run(false, new MixBench.Settings(rate, 100, 1));
    MixBench.Result adjusted = bench.run(true, new MixBench.Settings(rate, 100, 1));
    assertThat(adjusted.weeks()).isEqualTo(plain.weeks());
    assertThat(adjusted.detected()).isGreaterThan(1.2 * plain.detected());
    assertThat(adjusted.warningsPerThousand()).isLessThan(1.25 * plain.warningsPerThousand());
    MixBench.Result quieter = bench.run(true, new MixBench.Settings(rate / 2, 100, 1));
    assertThat(quieter.detected())
        .as("at half the setting")
        .isGreaterThanOrEqualTo(plain.detected());
    assertThat(quieter.warningsPerThousand()).isLessThan(0.8 * plain.warningsPerThousand());
  }

  @Test
  void theSameSeedGivesTheSameTable() throws IOException {
    Path directory = shippedInspections();
    Settings settings = new Settings(5, 7);
    assertThat(RealDataBench.mix(directory, settings))
        .isEqualTo(RealDataBench.mix(directory, settings));
  }

  @Test
  void flaggedWeeksAreScoredOnTheSameWeeksForEveryDetector() throws IOException {
    StringBuilder text =
        new StringBuilder("dataset,week_start,region,failures,trials,outbreak_label\n");
    for (int week = 0; week < 130; week++) {
      LocalDate day = LocalDate.parse("2001-01-01").plusWeeks(week);
      boolean isOutbreak = week >= 100 && week < 103;
      int count = 3 + week % 3 + (isOutbreak ? 40 : 0);
      text.append("x," + day + ",all," + count + ",," + (isOutbreak ? 1 : 0) + "\n");
      text.append("y," + day + ",all," + count + ",,\n");
    }
    write("weekly_counts_labelled_germany.csv.gz", text.toString());
    List<LabelledScore> scores = RealDataBench.labelled(folder, new Settings(1, 1));
    assertThat(scores).as("six detectors on the labelled set and in total").hasSize(12);
    assertThat(scores).allSatisfy(score -> assertThat(score.episodes()).isEqualTo(1));
    assertThat(scores)
        .extracting(score -> score.quietWeeks() + score.flaggedWeeks())
        .containsOnly(130 - 55);
    assertThat(scores.get(0).detector()).isEqualTo("zhijing");
    assertThat(scores.get(0).found()).isEqualTo(1);
    assertThat(scores.get(0).meanDelay()).isZero();
  }

  @Test
  void inspectionsThatAreTooFewAreRefused() throws IOException {
    write(
        INSPECTIONS,
        """
        event_date,region_level2,sector_level1,sector_level2,trials,failures,note
        2012-01-02,Ward 01,Restaurant,Risk 1,1,0,inspector=blue
        """);
    assertThatThrownBy(() -> RealDataBench.mix(folder, new Settings(1, 1)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("1 weeks");
  }
}
