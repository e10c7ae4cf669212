package io.zhijing.dashboards.targets;

import java.util.OptionalDouble;

/** What is known of a target, a region and a year. No data is a fact of its own, never 0. */
public sealed interface TargetValue {

  /**
   * Counted from reports.
   *
   * @param passed tests that were passed
   * @param tests all of them, at least one
   */
  record Counted(long passed, long tests) implements TargetValue {
    double percent() {
      return 100.0 * passed / tests;
    }
  }

  /**
   * Given by an officer.
   *
   * @param value the number
   * @param numerator of what; may be empty
   * @param denominator of how much; may be empty
   * @param note where it is from; may be empty
   */
  record Given(double value, OptionalDouble numerator, OptionalDouble denominator, String note)
      implements TargetValue {}

  /**
   * Nothing.
   *
   * @param reason why
   */
  record NoData(Reason reason) implements TargetValue {}

  /** Why there is no value. The code is stored. */
  enum Reason {
    /** No stream of reports answers it, and no officer has given a value. */
    NOT_GIVEN("not_given"),
    /** A stream answers it, and nothing was tested. */
    NOTHING_TESTED("nothing_tested"),
    /** An officer took the value back. */
    TAKEN_BACK("taken_back");

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
