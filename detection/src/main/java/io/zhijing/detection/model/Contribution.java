package io.zhijing.detection.model;

/**
 * What one child adds to the observed count of a window.
 *
 * @param dimension along which the count is divided
 * @param code node code of the child; empty for all that are not named
 * @param count failures, or reports, of the child
 */
public record Contribution(Dimension dimension, String code, long count) {}
