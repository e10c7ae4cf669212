package io.zhijing.connectors.elasticsearch.sink;

import java.time.Duration;

/**
 * How long Elasticsearch has been refusing, and how long to wait before asking again. Time is
 * passed in. Used by the threads of all requests in flight.
 */
final class Outage {

  private final BulkSettings settings;
  private long sinceMillis;
  private int refusals;

  Outage(BulkSettings settings) {
    this.settings = settings;
  }

  /**
   * What to do after a refusal.
   *
   * @param pause how long to wait before the next attempt
   * @param begins whether this is the first refusal of the outage, the one worth a line in the log
   * @param over whether patience has run out
   */
  record Step(Duration pause, boolean begins, boolean over) {}

  /** Something was refused that must be sent again. */
  synchronized Step refused(long nowMillis) {
    if (refusals == 0) {
      sinceMillis = nowMillis;
    }
    long doubled = settings.firstPause().toMillis() << Math.min(refusals, 20);
    long pause = Math.min(doubled, settings.longestPause().toMillis());
    refusals++;
    boolean over = nowMillis - sinceMillis > settings.patience().toMillis();
    return new Step(Duration.ofMillis(pause), refusals == 1, over);
  }

  /**
   * A request went through with nothing left to send again.
   *
   * @return whether that ended an outage
   */
  synchronized boolean answered() {
    boolean ended = refusals > 0;
    refusals = 0;
    return ended;
  }
}
