package io.zhijing.jobs.state;

/**
 * A new revision of a warning.
 *
 * @param warning the warning in the form of {@link WarningForm}
 * @param revision its revision
 * @param tick last millisecond of the tick at which it changed
 * @param isStep whether a step of its life was taken, not only evidence added
 */
public record WarningChange(byte[] warning, int revision, long tick, boolean isStep) {}
