package io.zhijing.jobs.state;

/**
 * How many reports of which days a stream has. Kept state.
 *
 * @param days ascending epoch days
 * @param reports of {@code days}, not 0
 * @param knownFrom day from which on every report is known
 */
public record StreamDays(int[] days, long[] reports, int knownFrom) {}
