package io.zhijing.jobs.state;

/**
 * A new revision of a warning.
 *
 * @param warning the warning in the form of {@link WarningForm}
 * @param revision its revision
 * @param tick last millisecond of the tick at which it changed
 * @param isStep whether a step of its life was taken, not only evidence added
 * @param rules the rule set that held, as id, version and checksum
 * @param duty code of the plan of action of its level
 * @param inCharge code of the role in charge
 * @param silencedUntil until when nobody is told of it, by command or by rule, epoch milliseconds;
 *     0 if it is not silenced
 */
public record WarningChange(
    byte[] warning,
    int revision,
    long tick,
    boolean isStep,
    String rules,
    String duty,
    String inCharge,
    long silencedUntil) {}
