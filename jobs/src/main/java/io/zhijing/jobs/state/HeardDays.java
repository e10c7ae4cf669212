package io.zhijing.jobs.state;

/**
 * Days of a stream on which a report changed something: the source was heard.
 *
 * @param stream code of the stream
 * @param days epoch days, in any order
 */
public record HeardDays(String stream, int[] days) {}
