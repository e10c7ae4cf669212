package io.zhijing.dashboards.console.query;

import io.zhijing.detection.model.Coded;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A stratum day by day.
 *
 * @param stratum whose
 * @param from first day
 * @param to last day
 * @param watchedSince first day on which its stream was watched
 * @param knownUntil last day of which the job has heard
 * @param days every day of the range, in order
 * @param warnings on the stratum, those that the viewer may see
 */
public record Series(
    StratumView stratum,
    LocalDate from,
    LocalDate to,
    Optional<LocalDate> watchedSince,
    Optional<LocalDate> knownUntil,
    List<Day> days,
    List<WarningSummary> warnings) {

  /** What is known of a day: three different facts, and a count. */
  public enum State implements Coded {
    /** Nothing is known: before it was watched, or not yet heard of. */
    NO_DATA("no_data"),
    /** Watched, alive, and nothing came. */
    ZERO("zero"),
    /** Something came. */
    COUNTED("counted"),
    /** The source was silent or unreadable: what looks like zero is none. */
    BROKEN("broken");

    private final String code;

    State(String code) {
      this.code = code;
    }

    @Override
    public String code() {
      return code;
    }
  }

  /** Why a day is in its state, where that needs saying. */
  public enum Why implements Coded {
    /** Before the first day of the stream. */
    NOT_YET_WATCHED("not_yet_watched"),
    /** After the last day of which the job has heard. */
    NOT_YET_KNOWN("not_yet_known"),
    /** The whole stream gave nothing for too long. */
    SOURCE_SILENT("source_silent"),
    /** Records came, and none could be used. */
    RECORDS_REFUSED("records_refused");

    private final String code;

    Why(String code) {
      this.code = code;
    }

    @Override
    public String code() {
      return code;
    }
  }

  /**
   * A day.
   *
   * @param day which
   * @param state what is known of it
   * @param why where that needs saying
   * @param observed failures, or reports, of the day; absent where nothing is known
   * @param trials tests of the day
   * @param window the judgement of the window that ends on it, if it was judged
   */
  public record Day(
      LocalDate day,
      State state,
      Optional<Why> why,
      Optional<Count> observed,
      Optional<Long> trials,
      Optional<Window> window) {}

  /**
   * The judgement of a window.
   *
   * @param asOf when it was judged last
   * @param days length of the window
   * @param observed in the window
   * @param trials in the window
   * @param expected by the baseline; absent where there is none, or small counts are hidden, from
   *     which it could be worked out
   * @param upperBound most that would not stand out, likewise
   * @param pValue likewise
   * @param score likewise
   * @param method name and version
   * @param baseline what the expectation rests on
   * @param signal whether it stands out
   * @param reason why it does not, by code; absent where the count is masked
   */
  public record Window(
      Instant asOf,
      int days,
      Count observed,
      long trials,
      Optional<Double> expected,
      Optional<Double> upperBound,
      Optional<Double> pValue,
      Optional<Double> score,
      Optional<String> method,
      BaselineView baseline,
      boolean signal,
      Optional<String> reason) {}
}
