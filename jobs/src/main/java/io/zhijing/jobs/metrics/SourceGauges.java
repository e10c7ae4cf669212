package io.zhijing.jobs.metrics;

import io.zhijing.jobs.state.Accounts;
import io.zhijing.jobs.state.LedgerEntry.Account;
import io.zhijing.jobs.state.SourceHealth;
import java.util.concurrent.TimeUnit;
import org.apache.flink.metrics.MetricGroup;

/**
 * What holds of one stream now, as of the last time its accounts were drawn up. Read by the
 * reporters' threads.
 */
public final class SourceGauges {
  private volatile SourceHealth health;

  /**
   * Gauges of a stream.
   *
   * @param operator the group of the operator that draws up the accounts
   * @param first what they say until there is something newer
   */
  public SourceGauges(MetricGroup operator, SourceHealth first) {
    health = first;
    Meters meters = new Meters(operator);
    String stream = first.accounts().stream();
    for (Account account : Account.values()) {
      meters.gauge(
          Metric.ACCOUNTS,
          () -> health.accounts().sums()[account.position()],
          stream,
          account.code());
    }
    meters.gauge(Metric.SILENCE_SECONDS, () -> seconds(health.silentFor()), stream);
    meters.gauge(Metric.SILENT, () -> health.isSilent() ? 1 : 0, stream);
    meters.gauge(Metric.LAST_ARRIVAL_SECONDS, () -> seconds(lastArrival()), stream);
  }

  /** Takes over what was drawn up. */
  public void update(SourceHealth now) {
    health = now;
  }

  private long lastArrival() {
    Accounts accounts = health.accounts();
    return accounts.lastArrival();
  }

  private static long seconds(long millis) {
    return TimeUnit.MILLISECONDS.toSeconds(millis);
  }
}
