package io.zhijing.dashboards.console.query;

import io.zhijing.dashboards.console.access.Access;
import io.zhijing.dashboards.console.access.Viewer;
import io.zhijing.detection.model.Stratum;
import java.util.ArrayList;
import java.util.List;

/** The one place where counts are masked. Zero is told: it is nobody. */
final class SmallCounts {
  private final Access access;
  private final int threshold;

  /** Masks counts from 1 to below a threshold. */
  SmallCounts(Access access, int threshold) {
    this.access = access;
    this.threshold = threshold;
  }

  /** A cell and how many it holds. */
  record Cell(Stratum stratum, long count) {}

  /** Whether a viewer is not shown small counts of a cell. */
  boolean hides(Viewer viewer, Stratum cell) {
    return access.isDelicate(cell) && !access.seesSmallCounts(viewer, cell);
  }

  /** A count as the viewer is shown it. */
  Count of(Viewer viewer, Stratum cell, long count) {
    return isSmall(count) && hides(viewer, cell) ? Count.below(threshold) : Count.of(count);
  }

  /** In a hidden cell only whether it is small: counts of overlapping windows tell single days. */
  Count coarse(Viewer viewer, Stratum cell, long count) {
    return count >= threshold && hides(viewer, cell)
        ? Count.atLeast(threshold)
        : of(viewer, cell, count);
  }

  private boolean isSmall(long count) {
    return count > 0 && count < threshold;
  }

  /**
   * Counts of cells that divide one whose count is told. Where what is told would leave only one
   * answer for a masked count, the smallest counts told are withheld as well.
   */
  List<Count> parts(Viewer viewer, List<Cell> cells) {
    List<Count> shown = new ArrayList<>();
    long hidden = 0;
    int small = 0;
    for (Cell cell : cells) {
      Count count = of(viewer, cell.stratum(), cell.count());
      shown.add(count);
      hidden += count.isMasked() ? cell.count() : 0;
      small += count.isMasked() ? 1 : 0;
    }
    int withheld = 0;
    while (small > 0 && canBeWorkedOut(hidden, small, withheld)) {
      int next = smallestTold(cells, shown);
      if (next < 0) {
        return shown;
      }
      hidden += cells.get(next).count();
      withheld++;
      shown.set(next, Count.atLeast(threshold));
    }
    return shown;
  }

  /**
   * Whether a masked count follows from the sum of all that is not told: each small one is 1 to
   * below the threshold, each other one at least the threshold.
   */
  private boolean canBeWorkedOut(long hidden, int small, int withheld) {
    long most = hidden - (long) withheld * threshold;
    if (withheld > 0) {
      return most <= small;
    }
    return hidden == small || hidden == (long) small * (threshold - 1);
  }

  private int smallestTold(List<Cell> cells, List<Count> shown) {
    int found = -1;
    for (int i = 0; i < cells.size(); i++) {
      boolean isCandidate = !shown.get(i).isMasked() && cells.get(i).count() >= threshold;
      if (isCandidate && (found < 0 || cells.get(i).count() < cells.get(found).count())) {
        found = i;
      }
    }
    return found;
  }
}
