package io.zhijing.jobs.bench.speed;

import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.jobs.bench.speed.RPeers.Absent;
import io.zhijing.jobs.bench.speed.RPeers.Times;
import io.zhijing.jobs.bench.speed.SpeedBench.Speed;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SpeedTableTest {
  private static final RPeers.Outcome NO_R = new Absent(RPeers.Cause.NO_R, "");

  private static SpeedTable one(Measured measured, double processor, RPeers.Outcome peers) {
    return new SpeedTable(List.of(new Speed(measured, 9 * processor, 1, processor)), peers);
  }

  @Test
  void comparesProcessorTimesWithThoseOfTheSameRun() {
    Times times = new Times("4", Map.of("farringtonFlexible_nbPlugin", 8.0));
    SpeedTable table = one(Measured.FARRINGTON_FLEXIBLE, 40, times);
    assertThat(table.here()).isTrue();
    assertThat(table.rows().get(0).peer()).hasValue(8000);
    assertThat(table.rows().get(0).timesFaster()).hasValue(200);
    assertThat(table.holds()).isTrue();
    assertThat(one(Measured.FARRINGTON_FLEXIBLE, 40.1, times).holds()).isFalse();
  }

  @Test
  void takesThePublishedTimesWhereRIsAbsent() {
    SpeedTable table = one(Measured.EARS_C1, 0.062, NO_R);
    assertThat(table.here()).isFalse();
    assertThat(table.rows().get(0).peer()).hasValue(62);
    assertThat(table.demands().get(0).reached()).isEqualTo(1000);
    assertThat(table.holds()).isTrue();
  }

  @Test
  void whatRDidNotMeasureFailsWhereARatioIsAskedFor() {
    SpeedTable table = one(Measured.EARS_C2, 0.01, new Times("4", Map.of("earsC1", 1.0)));
    assertThat(table.rows().get(0).peer()).isEmpty();
    assertThat(table.holds()).isFalse();
    assertThat(one(Measured.GLR, 0.01, new Times("4", Map.of("earsC1", 1.0))).holds()).isTrue();
  }

  @Test
  void aScanMustTakeLessThanHalfASecondOfACore() {
    assertThat(one(Measured.SCAN_CIRCLES, 499_000, NO_R).holds()).isTrue();
    assertThat(one(Measured.SCAN_CIRCLES, 500_000, NO_R).holds()).isFalse();
    assertThat(one(Measured.COUNT_DAYS, 1e9, NO_R).demands()).isEmpty();
  }
}
