package io.zhijing.jobs.state;

/**
 * A change and the failures that were to be expected of the trials of each of its reports, by who
 * inspected and what was sampled.
 *
 * @param change reports that begin or cease to count
 * @param expected expected failures of each report in millionths, not negative whatever the sign of
 *     the change; the same when a report ceases to count as when it began; 0 if nothing is known
 */
public record ExpectedChange(CountedChange change, long expected) {}
