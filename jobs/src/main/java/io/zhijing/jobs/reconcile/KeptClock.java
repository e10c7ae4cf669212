package io.zhijing.jobs.reconcile;

import io.zhijing.jobs.state.States;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.OperatorStateStore;

/**
 * How far an operator's clock had come, kept over a restart. Flink keeps none: after a restart its
 * clock stands before all time until every source has spoken, and what is read until then would
 * seem to come in time, however old it is. All workers go by the same clock; of what they kept the
 * earliest counts.
 */
final class KeptClock {
  private final transient ListState<Long> kept;
  private long time;

  KeptClock(OperatorStateStore store) throws Exception {
    kept = store.getUnionListState(States.times("clock"));
    long earliest = Long.MAX_VALUE;
    for (Long each : kept.get()) {
      earliest = Math.min(earliest, each);
    }
    time = earliest == Long.MAX_VALUE ? Long.MIN_VALUE : earliest;
  }

  /** Takes the clock's new time; the end of a bounded input is none. */
  void passes(long mark) {
    if (mark != Long.MAX_VALUE) {
      time = Math.max(time, mark);
    }
  }

  /** What has passed, before a restart or after; epoch milliseconds. */
  long time() {
    return time;
  }

  void keep() throws Exception {
    kept.clear();
    if (time != Long.MIN_VALUE) {
      kept.add(time);
    }
  }
}
