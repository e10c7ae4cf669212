package io.zhijing.jobs.mix;

import io.zhijing.detection.baseline.MixCell;
import io.zhijing.jobs.holding.HoldingOperator;
import io.zhijing.jobs.settings.Calendar;
import io.zhijing.jobs.settings.DayMemo;
import io.zhijing.jobs.settings.PipelineSettings;
import io.zhijing.jobs.state.CountedChange;
import io.zhijing.jobs.state.ReportGroup;
import io.zhijing.jobs.state.ReportSum;

/**
 * Adds up trials and failures by adjustment cell and week before they meet under the key of their
 * stream, which would else see every report. Counts what is counted in strata: reports with trials
 * whose day is open, added up before.
 */
public final class MixCountOperator
    extends HoldingOperator<CountedChange, MixCountOperator.Place, long[], MixCount> {
  private static final long serialVersionUID = 1;

  /** Where and by when it is known. */
  record Place(String stream, int week, long known, MixCell cell) {}

  private final PipelineSettings settings;
  private transient DayMemo days;
  private transient int lastWeek;
  private transient long lastWeekEnd;

  /** Counts under the settings. */
  public MixCountOperator(PipelineSettings settings) {
    this.settings = settings;
  }

  @Override
  public void open() throws Exception {
    super.open();
    days = new DayMemo(settings);
    lastWeek = Integer.MIN_VALUE;
  }

  @Override
  protected void take(CountedChange change) {
    if (!(change instanceof ReportSum sum) || !sum.group().hasTrials()) {
      return;
    }
    ReportGroup group = sum.group();
    int knownIn = Calendar.weekOf(days.dayOf(group.tick()));
    if (knownIn != lastWeek) {
      lastWeek = knownIn;
      lastWeekEnd = settings.calendar().endBefore(knownIn + 1);
    }
    Place place =
        new Place(group.nodes().stream(), Calendar.weekOf(group.day()), lastWeekEnd, group.cell());
    long[] sums = held(place, () -> new long[2]);
    sums[0] += sum.trials();
    sums[1] += sum.observed();
  }

  @Override
  protected long dueAt(Place place, long[] sums) {
    return place.known();
  }

  @Override
  protected void send(Place place, long[] sums) {
    if (sums[0] != 0 || sums[1] != 0) {
      MixCell cell = place.cell();
      MixCount count =
          new MixCount(
              place.stream(),
              place.week(),
              place.known(),
              cell.samplingKind(),
              cell.body(),
              cell.product(),
              sums[0],
              sums[1]);
      send(count, place.known());
    }
  }
}
