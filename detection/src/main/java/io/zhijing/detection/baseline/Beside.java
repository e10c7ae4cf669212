package io.zhijing.detection.baseline;

import io.zhijing.detection.baseline.ReferenceDays.Selection;
import io.zhijing.detection.model.CountSeries;
import java.util.Arrays;

/**
 * What stands beside a count: how much of it each window would have had anyway.
 *
 * @param exposure of the reference windows, the latest first; 1 on average of what was not silent
 * @param now exposure of the judged window
 * @param rise by what factor the rest of the parent has risen; 0 if that is not asked
 * @param variation squared relative error of the rise
 * @param unseen what part of a season, on the scale of its logarithm, the rest does not tell of; 0
 *     if all is seen, 1 if there is no rest
 */
record Beside(double[] exposure, double now, double rise, double variation, double unseen) {
  private static final double[] NONE = {};

  /** What the rest of a parent is drawn towards no change by, in counts. */
  private static final double STEADY = 10;

  /** From how many counts on the rest of a parent says as much as tests would. */
  private static final double MUCH = 50;

  /** However little there is of the rest, this part of the usual is expected of the count. */
  private static final double LEAST = 0.5;

  /**
   * Where windows are taken from.
   *
   * @param heard what part of each reference window was not silent, the latest first
   */
  record At(Selection selection, ReferenceDays reference, int day, double[] heard) {
    /** How many whole windows that makes. */
    double known() {
      return Arrays.stream(heard).sum();
    }

    int length() {
      return reference.windowDays();
    }

    int from() {
      return day - length() + 1;
    }

    int last() {
      return day - length();
    }
  }

  /** A rest that has not risen and tells all of the season. */
  static Beside unmoved() {
    return new Beside(NONE, 1, 1, 0, 0);
  }

  /**
   * By what factor the rest of a parent has risen where it only ever raises what is expected.
   *
   * @param now how much of the rest there is
   * @param usual how much of it is expected
   */
  static Beside rise(double now, double usual) {
    double rise = Math.max(1, (now + STEADY) / (usual + STEADY));
    double variation = rise > 1 ? 1 / (now + STEADY) : 0;
    return new Beside(NONE, 1, rise, variation, STEADY / (usual + STEADY));
  }

  static Beside of(CountSeries own, CountSeries parent, At at) {
    if (parent.trials(at.from(), at.day()) > 0) {
      return tests(parent, at);
    }
    double now = parent.observed(at.from(), at.day()) - own.observed(at.from(), at.day());
    double[] rest = rest(own, parent, at);
    double usual = Arrays.stream(rest).sum() / at.known();
    if (now <= 0 || usual <= 0) {
      return nothing(at, 1);
    }
    if (Math.min(now, usual) >= MUCH) {
      return new Beside(
          Arrays.stream(rest).map(each -> each / usual).toArray(),
          Math.max(LEAST, now / usual),
          0,
          1 / now,
          0);
    }
    return rise(now, usual).over(at);
  }

  private static double[] rest(CountSeries own, CountSeries parent, At at) {
    double[] all =
        at.selection().pick(parent.observedBlocks(at.last(), at.length(), at.selection().span()));
    double[] ours =
        at.selection().pick(own.observedBlocks(at.last(), at.length(), at.selection().span()));
    double[] rest = new double[all.length];
    Arrays.setAll(rest, i -> all[i] - ours[i]);
    return rest;
  }

  /**
   * Tests, each worth what who made it and what was tested let expect; windows that carry no such
   * expectation are taken to have the usual one.
   */
  private static Beside tests(CountSeries parent, At at) {
    int span = at.selection().span();
    double[] trials = at.selection().pick(parent.trialBlocks(at.last(), at.length(), span));
    double[] expected = at.selection().pick(parent.expectedBlocks(at.last(), at.length(), span));
    double nowTrials = parent.trials(at.from(), at.day());
    double nowExpected = parent.expected(at.from(), at.day());
    double tested = 0;
    double failing = 0;
    for (int i = 0; i < trials.length; i++) {
      tested += expected[i] > 0 ? trials[i] : 0;
      failing += expected[i];
    }
    boolean isAdjusted = failing > 0 && nowExpected > 0;
    double usual = isAdjusted ? failing / tested : 1;
    double[] exposure = new double[trials.length];
    for (int i = 0; i < trials.length; i++) {
      exposure[i] = isAdjusted && expected[i] > 0 ? expected[i] / usual : trials[i];
    }
    double mean = Arrays.stream(exposure).sum() / at.known();
    if (mean == 0) {
      return nothing(at, 0);
    }
    double now = isAdjusted ? nowExpected / usual : nowTrials;
    return new Beside(
        Arrays.stream(exposure).map(each -> each / mean).toArray(), now / mean, 0, 0, 0);
  }

  private Beside over(At at) {
    return new Beside(at.heard(), now, rise, variation, unseen);
  }

  private static Beside nothing(At at, double unseen) {
    return new Beside(at.heard(), 1, 0, 0, unseen);
  }
}
