package io.zhijing.jobs.aggregate;

import io.zhijing.jobs.holding.HoldingOperator;
import io.zhijing.jobs.state.CellDelta;

/**
 * Adds up changes of the same stratum, day and tick before they are shuffled: a report touches a
 * dozen strata, and many reports touch the same ones.
 */
public final class CombineOperator
    extends HoldingOperator<CellDelta, CombineOperator.Cell, long[], CellDelta> {
  private static final long serialVersionUID = 1;

  /** By hand, since records spend as much on hashing as all the rest here. */
  static final class Cell {
    private final String stratum;
    private final int day;
    private final long tick;

    Cell(String stratum, int day, long tick) {
      this.stratum = stratum;
      this.day = day;
      this.tick = tick;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Cell that
          && day == that.day
          && tick == that.tick
          && stratum.equals(that.stratum);
    }

    @Override
    public int hashCode() {
      return 31 * (31 * stratum.hashCode() + day) + Long.hashCode(tick);
    }
  }

  @Override
  protected void take(CellDelta delta) {
    long[] sums = held(new Cell(delta.stratum(), delta.day(), delta.tick()), () -> new long[3]);
    sums[0] += delta.trials();
    sums[1] += delta.observed();
    sums[2] += delta.expected();
  }

  @Override
  protected long dueAt(Cell cell, long[] sums) {
    return cell.tick;
  }

  @Override
  protected void send(Cell cell, long[] sums) {
    CellDelta combined =
        new CellDelta(cell.stratum, cell.day, cell.tick, sums[0], sums[1], sums[2]);
    if (combined.isChange()) {
      send(combined, cell.tick);
    }
  }
}
