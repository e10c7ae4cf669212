package io.zhijing.jobs.metrics;

import io.zhijing.detection.model.ReportStream;
import io.zhijing.jobs.state.LedgerEntry.Account;
import java.util.List;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** Counters of what becomes of records, by stream and account. A record costs an increment. */
public final class RecordCounters {
  private static final ReportStream[] STREAMS = ReportStream.values();

  private final Counter[][] counters;

  /**
   * The counters that an operator needs.
   *
   * @param operator its group
   * @param accounts those that it writes to
   */
  public RecordCounters(MetricGroup operator, List<Account> accounts) {
    Meters meters = new Meters(operator);
    counters = new Counter[STREAMS.length][Account.values().length];
    for (ReportStream stream : STREAMS) {
      for (Account account : accounts) {
        counters[position(stream.code())][account.position()] =
            meters.counter(Metric.RECORDS, stream.code(), account.code());
      }
    }
  }

  /**
   * More, or less, in an account.
   *
   * @param stream its code
   * @param account one of those that the operator named
   */
  public void add(String stream, Account account, long change) {
    counters[position(stream)][account.position()].inc(change);
  }

  /** Four streams: comparing is cheaper than a map. */
  static int position(String stream) {
    for (int i = 0; i < STREAMS.length; i++) {
      if (STREAMS[i].code().equals(stream)) {
        return i;
      }
    }
    throw new IllegalArgumentException("no stream has the code '" + stream + "'");
  }
}
