package io.zhijing.jobs.pipeline;

import io.zhijing.connectors.wire.Envelope;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.CheckpointListener;

/** Fails once, after a number of records and a checkpoint, and passes everything on. */
final class FailOnceFunction extends RichMapFunction<Envelope, Envelope>
    implements CheckpointListener {
  private static final long serialVersionUID = 1;
  private static final Map<String, Boolean> FAILED = new ConcurrentHashMap<>();

  private final String name = UUID.randomUUID().toString();
  private final int records;
  private transient int seen;
  private transient boolean isCheckpointed;

  FailOnceFunction(int records) {
    this.records = records;
  }

  boolean hasFailed() {
    return FAILED.containsKey(name);
  }

  @Override
  public Envelope map(Envelope envelope) {
    seen++;
    if (seen > records && !hasFailed()) {
      if (isCheckpointed) {
        FAILED.put(name, true);
        throw new IllegalStateException("the failure that the test asks for");
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
    }
    return envelope;
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) {
    // A checkpoint of the beginning would hold nothing that a restart could lose.
    isCheckpointed |= seen > records;
  }
}
