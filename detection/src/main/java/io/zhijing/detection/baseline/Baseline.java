package io.zhijing.detection.baseline;

import io.zhijing.detection.model.Finding.BaselineState;

/** What is expected of a window: estimated, or insufficient with the reason why. */
public sealed interface Baseline {

  /** The state for documents. */
  BaselineState state();

  /**
   * A usable expectation of a count.
   *
   * @param mean expected count of the window, positive
   * @param views what each view of the past lets expect; the mean is no less than the greatest
   * @param variance variance of the predicted count, the uncertainty of the mean included
   * @param state for documents
   */
  record EstimatedCount(double mean, Views views, double variance, BaselineState state)
      implements Baseline {}

  /**
   * Expected counts of a window by each view of the past.
   *
   * @param whole by the whole reference
   * @param latest by its latest quarter
   * @param season by the same season of the year before; 0 if it is not known
   */
  record Views(double whole, double latest, double season) {}

  /**
   * A usable expectation of a rate: the failure probability is Beta(alpha, beta).
   *
   * @param alpha positive
   * @param beta positive
   * @param state for documents
   */
  record EstimatedRate(double alpha, double beta, BaselineState state) implements Baseline {}

  /**
   * No expectation can be formed.
   *
   * @param state carries the reason
   */
  record Insufficient(BaselineState state) implements Baseline {
    /** Insufficient for the reason, with the reference days there were. */
    public static Insufficient because(Reason reason, int referenceDays) {
      return new Insufficient(new BaselineState("insufficient", reason.code(), referenceDays, 0));
    }
  }

  /** Why a baseline is borrowed or missing. The code is stored. */
  enum Reason {
    /** The stream has not been watched long enough. */
    HISTORY_TOO_SHORT("history_too_short"),
    /** No test with a verdict, here or in the parent. */
    NO_TRIALS("no_trials"),
    /** Thin data of its own: the parent's rate lends strength. */
    THIN_DATA("thin_data");

    private final String code;

    Reason(String code) {
      this.code = code;
    }

    /** The stable code. */
    public String code() {
      return code;
    }
  }
}
