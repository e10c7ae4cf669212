package io.zhijing.jobs.mix;

import io.zhijing.detection.baseline.MixCell;
import io.zhijing.jobs.settings.Calendar;
import io.zhijing.jobs.settings.DayMemo;
import io.zhijing.jobs.settings.PipelineSettings;
import io.zhijing.jobs.state.CountedChange;
import io.zhijing.jobs.state.ReportGroup;
import io.zhijing.jobs.state.ReportSum;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Adds up trials and failures by adjustment cell and week before they meet under the key of their
 * stream, which would else see every report. Counts what is counted in strata: reports with trials
 * whose day is open, added up before. Whatever is held is sent on before a watermark passes and
 * before a checkpoint's barrier, so there is nothing to keep.
 */
public final class MixCountOperator extends AbstractStreamOperator<MixCount>
    implements OneInputStreamOperator<CountedChange, MixCount>, BoundedOneInput {
  private static final long serialVersionUID = 1;
  private static final int MAX_HELD = 20_000;

  private record Place(String stream, int week, long known, MixCell cell) {}

  private final PipelineSettings settings;
  private transient DayMemo days;
  private transient int lastWeek;
  private transient long lastWeekEnd;
  private transient Map<Place, long[]> held;

  /** Counts under the settings. */
  public MixCountOperator(PipelineSettings settings) {
    this.settings = settings;
  }

  @Override
  public void open() throws Exception {
    super.open();
    days = new DayMemo(settings);
    lastWeek = Integer.MIN_VALUE;
    held = new LinkedHashMap<>();
  }

  @Override
  public void processElement(StreamRecord<CountedChange> element) {
    if (!(element.getValue() instanceof ReportSum sum) || !sum.group().hasTrials()) {
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
    long[] sums = held.computeIfAbsent(place, unseen -> new long[2]);
    sums[0] += sum.trials();
    sums[1] += sum.observed();
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
    held.forEach(
        (place, sums) -> {
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
            output.collect(new StreamRecord<>(count, place.known()));
          }
        });
    held.clear();
  }
}
