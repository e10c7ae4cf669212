package io.zhijing.jobs.state;

/**
 * A step that waits to be told.
 *
 * @param dispatch what, to whom
 * @param due when, epoch milliseconds
 * @param isDigest in a digest; else by a new plan when the quiet hours end
 * @param why why not at once, by code; empty if it was not to be
 */
public record WaitingStep(Dispatch dispatch, long due, boolean isDigest, String why) {}
