package io.zhijing.jobs.state;

/**
 * A change of the counts of one stratum and day, known by one tick.
 *
 * @param stratum key of the stratum
 * @param day epoch day that is counted
 * @param tick last millisecond of the tick by which it is known
 * @param trials change of the trials
 * @param observed change of the failures or counts
 * @param expected change of the failures that the trials let expect, millionths
 */
public record CellDelta(
    String stratum, int day, long tick, long trials, long observed, long expected) {

  /** Whether anything changes. A better known inspecting body changes what is expected alone. */
  public boolean isChange() {
    return trials != 0 || observed != 0 || expected != 0;
  }

  /** This change and another of the same stratum, day and tick. */
  public CellDelta plus(CellDelta other) {
    return new CellDelta(
        stratum,
        day,
        tick,
        trials + other.trials,
        observed + other.observed,
        expected + other.expected);
  }
}
