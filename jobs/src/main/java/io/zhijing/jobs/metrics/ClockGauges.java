package io.zhijing.jobs.metrics;

import java.util.concurrent.TimeUnit;
import org.apache.flink.metrics.MetricGroup;

/** How far the clock of arrivals has come. Read by the reporters' threads. */
public final class ClockGauges {
  private volatile long lag;
  private volatile long closedUntil;

  /** Gauges in the operator's group. */
  public ClockGauges(MetricGroup operator) {
    Meters meters = new Meters(operator);
    meters.gauge(Metric.CLOCK_LAG_SECONDS, () -> TimeUnit.MILLISECONDS.toSeconds(lag));
    meters.gauge(Metric.CLOSED_UNTIL_SECONDS, () -> TimeUnit.MILLISECONDS.toSeconds(closedUntil));
  }

  /**
   * Takes over where the clocks are.
   *
   * @param behind how far that of arrivals is behind the job's, milliseconds
   * @param end of the last day that has closed, epoch milliseconds
   */
  public void update(long behind, long end) {
    lag = behind;
    closedUntil = end;
  }
}
