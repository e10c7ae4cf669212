package io.zhijing.jobs.state;

/**
 * A change of the counts of one stratum and day, known by one tick.
 *
 * @param stratum key of the stratum
 * @param day epoch day that is counted
 * @param tick last millisecond of the tick by which it is known
 * @param trials change of the trials
 * @param observed change of the failures or counts
 */
public record CellDelta(String stratum, int day, long tick, long trials, long observed) {}
