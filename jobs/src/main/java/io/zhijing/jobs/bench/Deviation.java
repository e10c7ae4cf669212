package io.zhijing.jobs.bench;

/**
 * How far a value lies from its reference.
 *
 * @param field which result
 * @param index which step, from 1; 0 for a result of the whole series
 * @param actual our value; NaN where we have none
 * @param expected the reference; NaN where it has none
 * @param relative the relative deviation; infinite where only one has a value
 */
public record Deviation(String field, int index, double actual, double expected, double relative) {}
