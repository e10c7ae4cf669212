package io.zhijing.dashboards.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.dashboards.explain.StoredCases.Looking;
import io.zhijing.dashboards.explain.StoredCounts.History;
import io.zhijing.detection.model.CountSeries;
import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.model.Lattice;
import io.zhijing.detection.model.Stratum;
import io.zhijing.detection.model.Taxonomy;
import io.zhijing.detection.model.Tree;
import io.zhijing.detection.model.Watched;
import io.zhijing.detection.rules.RuleSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StoredCasesTest {
  private static final Stratum WHOLE = Stratum.parse("complaint");
  private static final Lattice LATTICE =
      new Lattice(
          Map.of(Dimension.SECTOR, Taxonomy.flat(new Tree.Node("0", "all", "全部", ""))), List.of());
  private static final int SINCE = 18_000;
  private static final int SILENT_FROM = SINCE + 300;
  private static final int SILENT_TO = SINCE + 359;
  private static final int CORRECTION_DAYS = 60;

  private static History history(String stratum) {
    CountSeries series = new CountSeries();
    int[] days =
        IntStream.range(SINCE, SINCE + 600)
            .filter(day -> day < SILENT_FROM || day > SILENT_TO)
            .toArray();
    for (int day : days) {
      series.put(day, 0, 5);
    }
    return new History(series, new int[0]);
  }

  private static Watched watched(int day, OptionalInt correctionDays) {
    return new StoredCases(
            StoredCasesTest::history,
            LATTICE,
            new Looking(RuleSet.standard().detection(), correctionDays))
        .of(WHOLE, day, SINCE)
        .watched();
  }

  @Test
  void daysThatTheJobTookForSilentAreSilentHereToo() {
    OptionalInt stated = OptionalInt.of(CORRECTION_DAYS);
    int known = SILENT_TO + 2 + CORRECTION_DAYS;
    assertThat(watched(known, stated))
        .isEqualTo(new Watched(SINCE, IntStream.rangeClosed(SILENT_FROM, SILENT_TO).toArray()));
    assertThat(watched(known - 1, stated)).as("reports might come").isEqualTo(Watched.from(SINCE));
    assertThat(watched(known, OptionalInt.empty()))
        .as("warnings of jobs that took silence for zeros do not state the horizon")
        .isEqualTo(Watched.from(SINCE));
  }
}
