package io.zhijing.detection.assess;

import io.zhijing.detection.model.Signal;

/** What part of a rise stands for the whole of it. */
final class MainPart {
  private static final double SHARE = 0.5;

  private MainPart() {}

  /** Whether so much is enough of the whole to stand for it. */
  static boolean isMain(double part, double whole) {
    return part >= whole * SHARE;
  }

  /** Whether what a part has above its expectation stands for what the whole has. */
  static boolean isMain(Signal part, Signal whole) {
    return isMain(part.finding().excess(), whole.finding().excess());
  }

  /** Whether either stands for the other: a smaller part is not taken for the same rise. */
  static boolean isAlike(double one, double other) {
    return isMain(Math.min(one, other), Math.max(one, other));
  }
}
