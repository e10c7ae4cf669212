package io.zhijing.detection.warning;

/**
 * When a step is taken.
 *
 * @param at milliseconds since the epoch
 * @param day the authority's local day of that instant, epoch day
 */
public record Moment(long at, int day) {}
