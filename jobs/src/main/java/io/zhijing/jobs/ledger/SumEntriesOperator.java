package io.zhijing.jobs.ledger;

import io.zhijing.jobs.state.LedgerEntry;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Adds up entries of the same stream and account before they meet under the key of their stream,
 * which would else see three for every report. A sum bears the time of its latest entry. Whatever
 * is held is sent on before a watermark passes and before a checkpoint's barrier, so there is
 * nothing to keep.
 */
public final class SumEntriesOperator extends AbstractStreamOperator<LedgerEntry>
    implements OneInputStreamOperator<LedgerEntry, LedgerEntry>, BoundedOneInput {
  private static final long serialVersionUID = 1;

  private static final class Sum {
    private long change;
    private long parts;
    private long latest = Long.MIN_VALUE;
  }

  /** By stream, then by account: keys that know their hash already. */
  private transient Map<String, Map<String, Sum>> held;

  @Override
  public void open() throws Exception {
    super.open();
    held = new LinkedHashMap<>();
  }

  @Override
  public void processElement(StreamRecord<LedgerEntry> element) {
    LedgerEntry entry = element.getValue();
    Sum sum =
        held.computeIfAbsent(entry.stream(), stream -> new LinkedHashMap<>())
            .computeIfAbsent(entry.account(), account -> new Sum());
    sum.change += entry.change();
    sum.parts += entry.parts();
    if (element.hasTimestamp()) {
      sum.latest = Math.max(sum.latest, element.getTimestamp());
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
        (stream, ofStream) ->
            ofStream.forEach(
                (account, sum) -> {
                  LedgerEntry entry = new LedgerEntry(stream, account, sum.change, sum.parts);
                  output.collect(
                      sum.latest == Long.MIN_VALUE
                          ? new StreamRecord<>(entry)
                          : new StreamRecord<>(entry, sum.latest));
                }));
    held.clear();
  }
}
