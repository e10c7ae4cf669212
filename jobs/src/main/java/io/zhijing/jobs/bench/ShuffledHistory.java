package io.zhijing.jobs.bench;

import io.zhijing.detection.model.Lattice;
import io.zhijing.detection.model.Report;
import io.zhijing.jobs.aggregate.Counted;
import io.zhijing.jobs.aggregate.StrataOfReports;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Real history whose weeks are put in random order, all strata alike: what happens in a week, with
 * its weekdays and all that hangs together within it, stays as it is, while trends, seasons and
 * rises over several weeks are gone. What is still warned of is false, or an outbreak of one week.
 */
public final class ShuffledHistory extends CountedPortfolio {
  private static final int WEEK = 7;

  private final List<Map<Integer, long[]>> byDay = new ArrayList<>();
  private final int[] order;
  private final SplittableRandom random;

  /**
   * History of the reports of whole weeks.
   *
   * @param first epoch day that the first week begins on
   * @param weeks how many, at least 1; reports of other days are left aside
   */
  public ShuffledHistory(List<Report> reports, Lattice lattice, int first, int weeks, long seed) {
    super(lattice);
    for (int day = 0; day < weeks * WEEK; day++) {
      byDay.add(new HashMap<>());
    }
    StrataOfReports expansion = new StrataOfReports(lattice);
    for (Report report : reports) {
      int day = report.eventDay() - first;
      if (day >= 0 && day < byDay.size() && !report.withdrawn()) {
        for (Counted counted : expansion.counted(report)) {
          long[] sums =
              byDay
                  .get(day)
                  .computeIfAbsent(strata().number(counted.stratum()), number -> new long[2]);
          sums[0] += counted.trials();
          sums[1] += counted.observed();
        }
      }
    }
    this.random = new SplittableRandom(seed);
    this.order = new int[weeks];
    for (int week = 0; week < weeks; week++) {
      order[week] = week;
    }
  }

  /** Weeks that are put in another order each time all have been played. */
  public int weeks() {
    return order.length;
  }

  @Override
  public void play(int day) {
    int week = Math.floorMod(Math.floorDiv(day, WEEK), order.length);
    if (week == 0 && Math.floorMod(day, WEEK) == 0) {
      shuffle();
    }
    byDay
        .get(order[week] * WEEK + Math.floorMod(day, WEEK))
        .forEach((number, sums) -> strata().series(number).put(day, sums[0], sums[1]));
  }

  private void shuffle() {
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int week = order[i];
      order[i] = order[j];
      order[j] = week;
    }
  }
}
