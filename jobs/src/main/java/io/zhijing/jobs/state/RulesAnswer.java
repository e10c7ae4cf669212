package io.zhijing.jobs.state;

/**
 * What became of a rule set that was given.
 *
 * @param id of the rule set; empty if it cannot be read
 * @param version its version; 0 if it cannot be read
 * @param checksum what distinguishes its text from any other; empty if it cannot be read
 * @param author who wrote it; may be empty
 * @param outcome applied, or why not, by code
 * @param note its reason, or everything that is wrong with it
 * @param at when it was given, epoch milliseconds
 * @param offset of its record, which makes the answer its own
 */
public record RulesAnswer(
    String id,
    int version,
    String checksum,
    String author,
    String outcome,
    String note,
    long at,
    long offset) {}
