package io.zhijing.jobs.state;

/**
 * How the number of a stream's reports of some days changed by a tick: on a day on which any are
 * left its source was heard.
 *
 * @param stream code of the stream
 * @param tick epoch day of the tick
 * @param days epoch days, in any order
 * @param changes of the reports of {@code days}
 */
public record HeardDays(String stream, int tick, int[] days, long[] changes) {}
