package io.zhijing.jobs.seed;

import io.zhijing.connectors.wire.Envelope;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import org.apache.flink.streaming.api.functions.source.legacy.SourceFunction;

/**
 * The records of a history, then silence: the input does not end, or the last day would close
 * before the running job sees the rest of it. It leaves nothing in a savepoint, so that the running
 * job's source, which bears the same uid, begins where it would have begun without. That is why it
 * is of the old kind: a source of the new kind always leaves its splits.
 */
@SuppressWarnings("deprecation") // only the old kind leaves nothing
final class HistorySourceFunction implements SourceFunction<Envelope> {
  private static final long serialVersionUID = 1;
  private static final ConcurrentMap<String, Input> INPUTS = new ConcurrentHashMap<>();

  private final String name;

  private record Input(List<Envelope> records, CountDownLatch sent, CountDownLatch stopped) {}

  /**
   * A source in this JVM.
   *
   * @param name no other has it
   * @param records that it sends
   */
  HistorySourceFunction(String name, List<Envelope> records) {
    this.name = name;
    INPUTS.put(name, new Input(records, new CountDownLatch(1), new CountDownLatch(1)));
  }

  /** Returns when all records have been sent: a savepoint asked for now is behind them. */
  void awaitSent() throws InterruptedException {
    INPUTS.get(name).sent().await();
  }

  void forget() {
    INPUTS.remove(name);
  }

  @Override
  public void run(SourceContext<Envelope> context) throws Exception {
    Input input = INPUTS.get(name);
    for (Envelope each : input.records()) {
      if (input.stopped().getCount() == 0) {
        return;
      }
      synchronized (context.getCheckpointLock()) {
        context.collect(each);
      }
    }
    input.sent().countDown();
    input.stopped().await();
  }

  @Override
  public void cancel() {
    Input input = INPUTS.get(name);
    if (input != null) {
      input.stopped().countDown();
    }
  }
}
