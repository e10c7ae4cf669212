package io.zhijing.jobs.state;

import io.zhijing.detection.model.Finding;
import io.zhijing.detection.model.Finding.BaselineState;
import io.zhijing.detection.model.ReportStream;
import io.zhijing.detection.model.Signal;
import io.zhijing.detection.model.Stratum;
import java.util.Arrays;
import java.util.List;

/**
 * What was found of one stratum and day at one tick, flat, as it is shipped and kept.
 *
 * @param stratum key of the stratum
 * @param day epoch day judged
 * @param tick last millisecond of the tick at which it was judged; grows with each judgement
 * @param dayTrials trials of the day alone
 * @param dayObserved failures or counts of the day alone
 * @param dayExpected failures that the mix of the day's trials lets expect, in millionths; 0 if
 *     nothing is known of it
 * @param windowDays length of the window that ends on the day
 * @param observed failures or counts of the window
 * @param trials trials of the window
 * @param referenceRate failure rate that the mix of the window's trials lets expect; 0 if nothing
 *     is known of it
 * @param expected expected count of the window
 * @param upperBound largest count that would not be a signal
 * @param pValue tail probability
 * @param method name of the method
 * @param baselineState estimated, borrowed or insufficient
 * @param baselineReason why not estimated; may be empty
 * @param referenceDays days that the expectation rests on
 * @param leftOutDays days that past signals kept out
 * @param kind code of the kind of signal; empty if it is none
 * @param cleared whether it was a signal before and no longer is
 * @param reason why it is no signal; empty if it is one
 * @param places of a cluster the codes of its regions, also when it is none any more; else empty
 * @param streams of several streams their codes, the stratum's own first, likewise; else empty
 */
public record Evaluation(
    String stratum,
    int day,
    long tick,
    long dayTrials,
    long dayObserved,
    long dayExpected,
    int windowDays,
    long observed,
    long trials,
    double referenceRate,
    double expected,
    double upperBound,
    double pValue,
    String method,
    String baselineState,
    String baselineReason,
    int referenceDays,
    int leftOutDays,
    String kind,
    boolean cleared,
    String reason,
    String[] places,
    String[] streams) {

  /** Kept evaluations from before there were clusters, or several streams, have none. */
  public Evaluation {
    places = places == null ? new String[0] : places;
    streams = streams == null ? new String[0] : streams;
  }

  /** That a signal stands out which is of more than one stratum: it has no counts of its day. */
  public static Evaluation of(Signal signal, long tick) {
    Finding finding = signal.finding();
    return new Evaluation(
        signal.stratum().key(),
        signal.day(),
        tick,
        0,
        0,
        0,
        finding.windowDays(),
        finding.observed(),
        finding.trials(),
        0,
        finding.expected(),
        finding.upperBound(),
        finding.pValue(),
        finding.method(),
        finding.baseline().state(),
        finding.baseline().reason(),
        finding.baseline().referenceDays(),
        finding.baseline().leftOutDays(),
        signal.kind().code(),
        false,
        "",
        signal.places().toArray(String[]::new),
        signal.streams().stream().map(ReportStream::code).toArray(String[]::new));
  }

  /** What it is of, besides the stratum as a whole. */
  public Signal.Around around() {
    return new Signal.Around(
        List.of(places), Arrays.stream(streams).map(ReportStream::ofCode).toList());
  }

  /** That it stands out no more. */
  public Evaluation cleared(long at, String why) {
    return new Evaluation(
        stratum,
        day,
        at,
        dayTrials,
        dayObserved,
        dayExpected,
        windowDays,
        observed,
        trials,
        referenceRate,
        expected,
        upperBound,
        pValue,
        method,
        baselineState,
        baselineReason,
        referenceDays,
        leftOutDays,
        "",
        true,
        why,
        places,
        streams);
  }

  /** Whether it stands out. */
  public boolean isSignal() {
    return !kind.isEmpty();
  }

  /** The numbers. */
  public Finding finding() {
    return new Finding(
        windowDays,
        observed,
        trials,
        expected,
        upperBound,
        pValue,
        method,
        new BaselineState(baselineState, baselineReason, referenceDays, leftOutDays));
  }

  /**
   * The signal.
   *
   * @throws IllegalStateException if it is none
   */
  public Signal signal() {
    if (!isSignal()) {
      throw new IllegalStateException("no signal: " + stratum + " on " + day);
    }
    return new Signal(Stratum.parse(stratum), day, Signal.Kind.ofCode(kind), finding(), around());
  }
}
