package io.zhijing.jobs.aggregate;

import io.zhijing.detection.model.Stratum;
import io.zhijing.jobs.holding.HoldingOperator;
import io.zhijing.jobs.settings.DayMemo;
import io.zhijing.jobs.settings.PipelineSettings;
import io.zhijing.jobs.state.CellDelta;
import io.zhijing.jobs.state.FamilyCounts;
import io.zhijing.jobs.state.HeardDays;
import io.zhijing.jobs.state.Types;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Adds up changes of the same stratum, day and tick before they are shuffled: a report touches a
 * dozen strata, and many reports touch the same ones. What goes to the same family goes together.
 */
public final class CombineOperator
    extends HoldingOperator<CellDelta, CombineOperator.Cell, long[], FamilyCounts> {
  private static final long serialVersionUID = 1;
  private static final CellDelta[] NONE = {};

  /** On which days a stream has reports: its source was not silent. */
  public static final OutputTag<HeardDays> HEARD =
      new OutputTag<>("heard-days", Types.of(HeardDays.class));

  private final PipelineSettings settings;
  private transient Families families;
  private transient Map<FamilyTick, Going> going;
  private transient Map<StreamTick, List<CellDelta>> heard;
  private transient DayMemo calendar;

  /** Sums for the families under the settings. */
  public CombineOperator(PipelineSettings settings) {
    this.settings = settings;
  }

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

  private record FamilyTick(String family, long tick) {}

  private record StreamTick(String stream, long tick) {}

  /** What is about to be sent to a family. */
  private record Going(List<CellDelta> ofMembers, List<CellDelta> ofParent) {
    Going() {
      this(new ArrayList<>(), new ArrayList<>());
    }
  }

  @Override
  public void open() throws Exception {
    super.open();
    families = new Families(settings.watch().lattice().get());
    going = new LinkedHashMap<>();
    heard = new LinkedHashMap<>();
    calendar = new DayMemo(settings);
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
    if (!combined.isChange()) {
      return;
    }
    Families.Place place = families.of(cell.stratum);
    goingTo(place.family(), cell.tick).ofMembers().add(combined);
    if (place.isWholeStream(cell.stratum)) {
      StreamTick at = new StreamTick(Stratum.parse(cell.stratum).stream().code(), cell.tick);
      heard.computeIfAbsent(at, none -> new ArrayList<>()).add(combined);
    }
    if (place.isParent()) {
      goingTo(cell.stratum, cell.tick).ofParent().add(combined);
    }
  }

  private Going goingTo(String family, long tick) {
    return going.computeIfAbsent(new FamilyTick(family, tick), none -> new Going());
  }

  @Override
  protected void sent() {
    going.forEach(
        (to, counts) ->
            send(
                new FamilyCounts(
                    to.family,
                    to.tick,
                    counts.ofMembers().toArray(NONE),
                    counts.ofParent().toArray(NONE)),
                to.tick));
    going.clear();
    heard.forEach(
        (at, changes) -> output.collect(HEARD, new StreamRecord<>(told(at, changes), at.tick)));
    heard.clear();
  }

  /** Sums, not days: what is taken back leaves no trace, however often sums have gone out. */
  private HeardDays told(StreamTick at, List<CellDelta> changes) {
    return new HeardDays(
        at.stream,
        calendar.dayOf(at.tick),
        changes.stream().mapToInt(CellDelta::day).toArray(),
        changes.stream().mapToLong(each -> each.trials() + each.observed()).toArray());
  }
}
