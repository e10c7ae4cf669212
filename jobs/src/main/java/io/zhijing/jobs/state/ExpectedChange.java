package io.zhijing.jobs.state;

/**
 * A change and the failures that were to be expected of the report's trials, by who inspected and
 * what was sampled.
 *
 * @param change the report that begins or ceases to count
 * @param expected expected failures in millionths, not negative whatever the sign of the change;
 *     the same when the report ceases to count as when it began; 0 if nothing is known
 */
public record ExpectedChange(ReportChange change, long expected) {}
