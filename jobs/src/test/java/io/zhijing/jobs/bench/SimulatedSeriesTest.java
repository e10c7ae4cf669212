package io.zhijing.jobs.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatedSeriesTest {
  private static final Path HELD_TO_R = Path.of("src/test/resources/bench/count/series_clean.csv");

  @TempDir private Path folder;

  @Test
  void theBuiltInSeriesAreThoseWhoseBoundsAreHeldToR() throws IOException {
    SimulatedSeries series = SimulatedSeries.builtIn();
    assertThat(series.counts()).isDeepEqualTo(BenchTable.series(HELD_TO_R)).hasDimensions(42, 624);
    assertThat(series.judged()).hasSize(49).startsWith(575).endsWith(623);
  }

  @Test
  void aSampleReachesFromTheFirstToTheLast() throws IOException {
    SimulatedSeries all = SimulatedSeries.builtIn();
    double[][] three = all.sample(3).counts();
    assertThat(three).hasDimensions(3, 624);
    assertThat(three[0]).isEqualTo(all.counts()[0]);
    assertThat(three[2]).isEqualTo(all.counts()[41]);
    assertThat(all.sample(1).counts()[0]).isEqualTo(all.counts()[0]);
    assertThat(all.sample(100)).isSameAs(all);
  }

  @Test
  void aDirectoryWhoseSeriesAreTooShortIsRefused() throws IOException {
    Files.copy(HELD_TO_R, folder.resolve("series_clean.csv"));
    Files.writeString(folder.resolve("meta.json"), "{\"evaluatedWeeks\": [576, 625]}");
    assertThatThrownBy(() -> SimulatedSeries.read(folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no series of 625 weeks");
  }
}
