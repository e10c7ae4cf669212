package io.zhijing.detection.model;

/** Has a stable code that is stored instead of a name or ordinal, and never changes. */
public interface Coded {
  /** The stable code. */
  String code();
}
