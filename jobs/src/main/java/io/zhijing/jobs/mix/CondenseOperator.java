package io.zhijing.jobs.mix;

import io.zhijing.jobs.settings.PipelineSettings;
import io.zhijing.jobs.state.CountedChange;
import io.zhijing.jobs.state.ReportChange;
import io.zhijing.jobs.state.ReportGroup;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Adds up changes of reports that are counted alike before they leave the worker: from here on a
 * report costs nothing by itself. Those whose day has closed for good go on one by one, since each
 * of them is told of. Whatever is held is sent on before a watermark passes and before a
 * checkpoint's barrier, so there is nothing to keep.
 */
public final class CondenseOperator extends AbstractStreamOperator<CountedChange>
    implements OneInputStreamOperator<ReportChange, CountedChange>, BoundedOneInput {
  private static final long serialVersionUID = 1;
  private static final int MAX_HELD = 20_000;

  private final PipelineSettings settings;
  private transient ReportGroups groups;
  private transient Map<ReportGroup, ReportTally> held;

  /** Sums under the settings. */
  public CondenseOperator(PipelineSettings settings) {
    this.settings = settings;
  }

  @Override
  public void open() throws Exception {
    super.open();
    groups = new ReportGroups(settings);
    held = new LinkedHashMap<>();
  }

  @Override
  public void processElement(StreamRecord<ReportChange> element) {
    ReportChange change = element.getValue();
    if (!groups.isOpen(change)) {
      send(change);
      return;
    }
    held.computeIfAbsent(groups.of(change), unseen -> new ReportTally()).add(change);
    if (held.size() >= MAX_HELD) {
      sendAll();
    }
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    sendAll();
    super.processWatermark(mark);
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) {
    sendAll();
  }

  @Override
  public void endInput() {
    sendAll();
  }

  private void sendAll() {
    held.forEach((group, tally) -> send(tally.sum(group)));
    held.clear();
  }

  private void send(CountedChange change) {
    output.collect(new StreamRecord<>(change, change.known()));
  }
}
