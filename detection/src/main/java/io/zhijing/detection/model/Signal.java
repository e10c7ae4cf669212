package io.zhijing.detection.model;

/**
 * A statistical finding that stands out: one stratum, one day. Evidence for a warning, not a
 * warning.
 *
 * @param stratum where it stands out
 * @param day last day of the window, epoch day
 * @param kind how it stands out
 * @param finding the numbers
 */
public record Signal(Stratum stratum, int day, Kind kind, Finding finding) {

  /** How a signal stands out. The code is stored. */
  public enum Kind implements Coded {
    /** More failures of trials than expected. */
    RATE("rate"),
    /** More reports than expected, without a denominator. */
    COUNT("count"),
    /** A hazard that was never seen here while the stream was watched. */
    FIRST_EVER("first_ever");

    private final String code;

    Kind(String code) {
      this.code = code;
    }

    @Override
    public String code() {
      return code;
    }

    /**
     * The kind with the given stable code.
     *
     * @throws IllegalArgumentException if no kind has it
     */
    public static Kind ofCode(String code) {
      for (Kind kind : values()) {
        if (kind.code.equals(code)) {
          return kind;
        }
      }
      throw new IllegalArgumentException("no kind of signal has the code '" + code + "'");
    }
  }
}
