package io.zhijing.jobs.aggregate;

import io.zhijing.jobs.state.CellDelta;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Adds up changes of the same stratum, day and tick before they are shuffled: a report touches a
 * dozen strata, and many reports touch the same ones. Whatever is held is sent on before a
 * watermark passes and before a checkpoint's barrier, so there is nothing to keep.
 */
public final class CombineOperator extends AbstractStreamOperator<CellDelta>
    implements OneInputStreamOperator<CellDelta, CellDelta>, BoundedOneInput {
  private static final long serialVersionUID = 1;
  private static final int MAX_HELD = 20_000;

  /** By hand, since records spend as much on hashing as all the rest here. */
  private static final class Cell {
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

  private transient Map<Cell, long[]> held;

  @Override
  public void open() throws Exception {
    super.open();
    held = new LinkedHashMap<>();
  }

  @Override
  public void processElement(StreamRecord<CellDelta> element) {
    CellDelta delta = element.getValue();
    long[] sums =
        held.computeIfAbsent(
            new Cell(delta.stratum(), delta.day(), delta.tick()), cell -> new long[3]);
    sums[0] += delta.trials();
    sums[1] += delta.observed();
    sums[2] += delta.expected();
    if (held.size() >= MAX_HELD) {
      send();
    }
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    send();
    super.processWatermark(mark);
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) {
    send();
  }

  @Override
  public void endInput() {
    send();
  }

  private void send() {
    for (Map.Entry<Cell, long[]> entry : held.entrySet()) {
      Cell cell = entry.getKey();
      long[] sums = entry.getValue();
      CellDelta combined =
          new CellDelta(cell.stratum, cell.day, cell.tick, sums[0], sums[1], sums[2]);
      if (combined.isChange()) {
        output.collect(new StreamRecord<>(combined, cell.tick));
      }
    }
    held.clear();
  }
}
