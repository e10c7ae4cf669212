package io.zhijing.dashboards.console.query;

import io.zhijing.dashboards.console.access.Access;
import io.zhijing.dashboards.console.access.Viewer;
import io.zhijing.detection.model.Stratum;
import java.util.ArrayList;
import java.util.Collection;
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

  /** In a hidden cell only whether it is small. */
  Count coarse(Viewer viewer, Stratum cell, long count) {
    return count >= threshold && hides(viewer, cell)
        ? Count.atLeast(threshold)
        : of(viewer, cell, count);
  }

  /**
   * In a hidden cell only whether it is none, for a window that others stand beside: of two days
   * with a masked count, a window that is small would tell that each has one.
   */
  Count window(Viewer viewer, Stratum cell, long count) {
    return count > 0 && hides(viewer, cell) ? Count.atLeast(1) : Count.of(count);
  }

  /** A window of a hidden cell that is not empty: no more than its days tell by themselves. */
  Count window(Collection<Count> days) {
    long masked = days.stream().filter(Count::isMasked).count();
    boolean isMany = days.stream().anyMatch(day -> day.value().orElse(0) > 0);
    if (isMany || masked >= threshold) {
      return Count.atLeast(threshold);
    }
    return masked == 1 ? Count.below(threshold) : Count.atLeast(1);
  }

  boolean isSmall(long count) {
    return count > 0 && count < threshold;
  }

  /**
   * Counts of cells that divide one whose count is told. Where what is told would leave only one
   * answer for a masked count, the smallest counts told are withheld as well.
   */
  List<Count> parts(Viewer viewer, List<Cell> cells) {
    List<Count> shown = new ArrayList<>();
    for (Cell cell : cells) {
      shown.add(of(viewer, cell.stratum(), cell.count()));
    }
    while (canBeWorkedOut(cells, shown)) {
      int next = smallestTold(cells, shown);
      if (next < 0) {
        return shown;
      }
      shown.set(next, Count.atLeast(threshold));
    }
    return shown;
  }

  /**
   * Whether a masked count follows from the others and the sum of all: each small one is 1 to below
   * the threshold, each one withheld at least the threshold and, since the smallest are withheld,
   * no more than the smallest that is told.
   *
   * @param cells that divide one whose count is told
   * @param shown what is told of each
   */
  boolean canBeWorkedOut(List<Cell> cells, List<Count> shown) {
    long hidden = 0;
    long small = 0;
    long withheld = 0;
    for (int i = 0; i < shown.size(); i++) {
      if (shown.get(i).isMasked()) {
        hidden += cells.get(i).count();
        small += isSmall(cells.get(i).count()) ? 1 : 0;
        withheld += isSmall(cells.get(i).count()) ? 0 : 1;
      }
    }
    if (small == 0) {
      return false;
    }
    int next = smallestTold(cells, shown);
    long least = hidden;
    if (withheld > 0) {
      least = next < 0 ? small : hidden - withheld * cells.get(next).count();
    }
    long low = Math.max(small, least);
    long high = Math.min(small * (threshold - 1), hidden - withheld * threshold);
    return low == high && (small == 1 || low == small || low == small * (threshold - 1));
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
