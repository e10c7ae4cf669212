package io.zhijing.connectors.file;

import io.zhijing.connectors.wire.RawReport;
import java.util.List;

/** One row of a CSV source: a report, or every reason why it is none. */
public sealed interface Row {

  /** Line of the file on which the row starts, the header being line 1. */
  long line();

  /**
   * The row is a report.
   *
   * @param line where it starts
   * @param report personal fields included
   */
  record Accepted(long line, RawReport report) implements Row {}

  /**
   * The row is no report.
   *
   * @param line where it starts
   * @param refusals all reasons
   */
  record Refused(long line, List<Refusal> refusals) implements Row {}

  /**
   * One reason. Never holds the cell's text, which may be personal.
   *
   * @param column heading of the column, or the field's code when the file has none for it
   * @param reason why
   */
  record Refusal(String column, Reason reason) {}

  /** Why a row is refused. */
  enum Reason {
    /** A needed value is blank. */
    MISSING_VALUE("missing-value"),
    /** The text is no date of a known form. */
    NOT_A_DATE("not-a-date"),
    /** The form is known but the calendar has no such day. */
    NO_SUCH_DAY("no-such-day"),
    /** The text is no whole number from 0 up. */
    NOT_A_COUNT("not-a-count"),
    /** More failures than trials. */
    FAILURES_EXCEED_TRIALS("failures-exceed-trials"),
    /** The text stands for none of the values that the field may have. */
    UNKNOWN_VALUE("unknown-value"),
    /** The row has another number of cells than the header. */
    WRONG_NUMBER_OF_CELLS("wrong-number-of-cells"),
    /** Bytes that the file's encoding cannot read. */
    UNREADABLE_TEXT("unreadable-text");

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
