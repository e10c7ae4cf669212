package io.zhijing.jobs.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.zhijing.connectors.file.CsvReportSource;
import io.zhijing.connectors.file.Pack;
import io.zhijing.connectors.file.Row;
import io.zhijing.connectors.wire.RawReport;
import io.zhijing.jobs.settings.PackWatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** On the data that come with the program, whose figures the methods quote. */
class RealShapeTest {
  private static List<RawReport> chicago() throws Exception {
    Pack pack = new PackWatch("chicago").load();
    List<RawReport> reports = new ArrayList<>();
    for (Pack.DataFile file : pack.dataFiles()) {
      try (CsvReportSource source = CsvReportSource.open(pack, file)) {
        source.forEachRemaining(
            row -> {
              if (row instanceof Row.Accepted accepted) {
                reports.add(accepted.report());
              }
            });
      }
    }
    return reports;
  }

  @Test
  void measuresSeasonWeekdaysAndSpreadOfChicago() throws Exception {
    RealShape shape = RealShape.measure(chicago());
    for (double[] factors :
        List.of(
            shape.failuresByMonth(),
            shape.complaintsByMonth(),
            shape.testsByWeekday(),
            shape.complaintsByWeekday())) {
      assertThat(Arrays.stream(factors).average().orElseThrow()).isCloseTo(1, within(1e-9));
    }
    assertThat(shape.complaintsByMonth()[7]).isGreaterThan(2 * shape.complaintsByMonth()[11]);
    assertThat(shape.testsByWeekday()[6]).isLessThan(0.01);
    assertThat(shape.countVariation()).isCloseTo(0.18, within(0.01));
    assertThat(Arrays.stream(shape.complaintsByMonth()).map(x -> (x - 1) * (x - 1)).sum() / 11)
        .isCloseTo(0.13, within(0.03));
    assertThat(shape.rateVariation()).isBetween(0.05, 0.2);
    assertThat(shape.bodySpread()).isBetween(0.3, 0.8);
  }

  @Test
  void nothingToMeasureIsSaid() {
    assertThatThrownBy(() -> RealShape.measure(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no inspection");
  }
}
