package io.zhijing.detection.monitor;

/** How a stratum stands at the end of a period: estimated, or insufficient with the reason why. */
public sealed interface Standing {

  /** Evidence of a rise; 0 where nothing can be said. */
  double evidence();

  /**
   * Judged.
   *
   * @param evidence of a rise, the mean of Shiryaev-Roberts statistics: how much likelier the
   *     counts up to now are under a rise that began in any of the latest periods than without
   * @param observed count of the period
   * @param trials tests of the period; 0 where there is no denominator
   * @param expected expected count of the period
   * @param dispersion variance of the predicted count to that of Poisson or binomial counts
   */
  record Estimated(
      double evidence, double observed, double trials, double expected, double dispersion)
      implements Standing {}

  /**
   * Nothing can be said.
   *
   * @param reason why
   */
  record Insufficient(Reason reason) implements Standing {
    @Override
    public double evidence() {
      return 0;
    }
  }

  /** Why nothing can be said. The code is stored. */
  enum Reason {
    /** Fewer periods than a judgement needs. */
    HISTORY_TOO_SHORT("history_too_short"),
    /** No test in the period. */
    NO_TRIALS("no_trials"),
    /** Nothing has closed yet that an expected rate of the period could rest on. */
    NO_REFERENCE("no_reference"),
    /** The period's value is negative, not a number, or exceeds its trials. */
    INVALID_VALUE("invalid_value");

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
