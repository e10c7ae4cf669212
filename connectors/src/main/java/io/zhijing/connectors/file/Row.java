package io.zhijing.connectors.file;

import io.zhijing.connectors.wire.Fault;
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
   * @param column heading of the column, or the field's code when the file has none for it; empty
   *     for the whole row
   * @param reason code of a {@link Reason}, or of what the decoder finds ({@link Fault.Reason})
   * @param about what there is to say of it: see the reason
   */
  record Refusal(String column, String reason, List<String> about) {

    /** A reason that the file itself gives. */
    public Refusal(String column, Reason reason, String... about) {
      this(column, reason.code(), List.of(about));
    }

    /** What the decoder finds. */
    public Refusal(String column, Fault.Reason reason) {
      this(column, reason.code(), List.of());
    }
  }

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
    /** The text stands for none of the values that the field may have. About it: these values. */
    UNKNOWN_VALUE("unknown-value"),
    /**
     * The row has another number of cells than the header. About it, if it has several lines: its
     * first and its last.
     */
    WRONG_NUMBER_OF_CELLS("wrong-number-of-cells"),
    /**
     * A quoted cell does not end where the file does, or within the lines that one may have. Only
     * this line is refused: what follows it is read as rows. About it: the line on which the cell
     * begins, and that up to which it was read.
     */
    UNCLOSED_QUOTE("unclosed-quote"),
    /**
     * Text goes on after the quote that ends a cell. Only this line is refused: what follows it is
     * read as rows. About it: the line on which the cell begins, and that of its end.
     */
    TEXT_AFTER_QUOTE("text-after-quote"),
    /**
     * Lines that read as rows lie in a quoted cell. All of them are refused, and the row with the
     * cell: a quote too many may have begun it, or somebody may have written it like that. About
     * it: the first and the last line.
     */
    ROW_IN_QUOTE("row-in-quote"),
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
