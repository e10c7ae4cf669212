package io.zhijing.jobs.state;

/**
 * A rule set that was found to be in order and newer than the one before.
 *
 * @param text as written
 * @param id of the rule set
 * @param version higher than any before
 * @param checksum what distinguishes the text from any other
 * @param at when it was given, epoch milliseconds
 */
public record RulesChange(String text, String id, int version, String checksum, long at) {}
