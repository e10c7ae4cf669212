package io.zhijing.jobs.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bounds of simulated series; see bench/count/ORIGIN.md. */
class UpperBoundBenchTest {
  private static final Path SAMPLE = Path.of("src/test/resources/bench/count");
  private static final int BOUNDS = 42 * 49;

  @TempDir private Path folder;

  @Test
  void everyBoundOfEveryAlgorithmAgrees() throws IOException {
    List<UpperBoundBench.Report> reports = UpperBoundBench.run(SAMPLE);
    assertThat(reports).hasSize(6);
    for (UpperBoundBench.Report report : reports) {
      assertThat(report.bounds()).isEqualTo(BOUNDS);
      assertThat(report.agreeing()).as("%s: %s", report.file(), report.largest()).isEqualTo(BOUNDS);
    }
  }

  @Test
  void aChangedBoundIsFoundWhereItStands() throws IOException {
    Files.copy(SAMPLE.resolve("series_clean.csv"), folder.resolve("series_clean.csv"));
    String name = "upperbound_clean_earsC1.csv";
    List<String> lines = Files.readAllLines(SAMPLE.resolve(name));
    String[] cells = lines.get(5).split(",", -1);
    cells[3 + 4] = "1000";
    lines.set(5, String.join(",", cells));
    Files.write(folder.resolve(name), lines);
    assertThat(UpperBoundBench.applies(folder)).isTrue();
    UpperBoundBench.Report report = UpperBoundBench.run(folder).get(0);
    assertThat(report.agreeing()).isEqualTo(BOUNDS - 1);
    Deviation largest = report.largest().orElseThrow();
    assertThat(largest.field()).isEqualTo("series " + cells[0]);
    assertThat(largest.index()).isEqualTo(580);
  }

  @Test
  void aFolderWithoutBoundsDoesNotApplyAndAShortFileIsNamed() throws IOException {
    assertThat(UpperBoundBench.applies(folder)).isFalse();
    Files.writeString(folder.resolve("series_clean.csv"), "series,scenario,rep\n");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> UpperBoundBench.run(folder))
        .withMessageContaining("series_clean.csv holds no row");
  }
}
