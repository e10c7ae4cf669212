package io.zhijing.detection.monitor;

import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.model.Finding;
import io.zhijing.detection.model.ReportStream;
import io.zhijing.detection.model.Signal;
import io.zhijing.detection.model.Signal.Around;
import io.zhijing.detection.model.Stratum;
import io.zhijing.detection.rules.RuleSet;
import io.zhijing.detection.stats.TruncatedProduct;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/**
 * Whether the streams of one stratum have risen together: inspections that fail a little more often
 * than expected while complaints come in a little more often say more than either. The p-values of
 * the streams are combined by {@link TruncatedProduct}; a stream that has not risen is left out,
 * and paid for. Pure.
 *
 * <p>The signal is of one of the streams, so that there is one warning and not one in each: of that
 * which it was of before, so that it stays one while it lasts; else of one that stands out by
 * itself, if any does; of these, or else of all, of that with the greatest excess, which strata
 * inside one another agree on. The finding has that stream's numbers and the p-value of all.
 *
 * <p>Wrong where one stream makes another: an inspection that a complaint gave rise to is evidence
 * twice if it fails. That errs towards warning of what two sources say.
 */
public final class StreamsJudge {
  /** Name in documents. */
  public static final String METHOD = "streams/1";

  /** Notices are not among them: they tell of the tests that inspections and spot checks made. */
  private static final Set<ReportStream> WEIGHED =
      EnumSet.of(ReportStream.INSPECTION, ReportStream.COMPLAINT, ReportStream.ECOMMERCE);

  private static final TruncatedProduct PRODUCT = new TruncatedProduct(Judge.RISEN, WEIGHED.size());

  private final RuleSet.Detection rules;

  /** A judge under the rules. */
  public StreamsJudge(RuleSet.Detection rules) {
    this.rules = rules;
  }

  /**
   * Whether a stratum matters here: of one sector or hazard, since what is complained of in a
   * region and what fails there need have nothing to do with each other; of reports that are made
   * independently; and no firm.
   */
  public static boolean concerns(Stratum stratum, RuleSet.Detection rules) {
    return rules.streams()
        && WEIGHED.contains(stratum.stream())
        && !(stratum.node(Dimension.SECTOR).isEmpty() && stratum.node(Dimension.HAZARD).isEmpty())
        && stratum.node(Dimension.ENTERPRISE).isEmpty();
  }

  /** Whether a finding is part of what is combined. */
  public static boolean isHigh(Finding finding) {
    return finding.isEstimated() && finding.pValue() <= PRODUCT.limit();
  }

  /**
   * The signal of several streams on a day; empty where there is none.
   *
   * @param nodes of the stratum
   * @param day the judged day
   * @param findings by stream; those that are not high are left out
   * @param before the stream of the latest such signal, if that was not long ago
   */
  public Optional<Signal> judge(
      Map<Dimension, String> nodes,
      int day,
      SortedMap<ReportStream, Finding> findings,
      Optional<ReportStream> before) {
    List<ReportStream> high =
        findings.keySet().stream()
            .filter(WEIGHED::contains)
            .filter(stream -> isHigh(findings.get(stream)))
            .toList();
    double pValue =
        PRODUCT.combined(
            high.stream().mapToDouble(stream -> findings.get(stream).pValue()).toArray());
    Optional<ReportStream> lead =
        lead(high, findings, before).filter(stream -> pValue <= rules.alpha(stream));
    return lead.map(
        first -> {
          List<ReportStream> streams = new ArrayList<>(high);
          streams.remove(first);
          streams.add(0, first);
          return new Signal(
              new Stratum(first, nodes),
              day,
              Signal.Kind.SEVERAL_STREAMS,
              together(findings.get(first), pValue),
              Around.streams(streams));
        });
  }

  private Optional<ReportStream> lead(
      Collection<ReportStream> high,
      Map<ReportStream, Finding> findings,
      Optional<ReportStream> before) {
    return high.stream()
        .filter(stream -> isLarge(findings.get(stream)))
        .max(
            Comparator.comparing((ReportStream stream) -> before.filter(stream::equals).isPresent())
                .thenComparing(stream -> findings.get(stream).pValue() <= rules.alpha(stream))
                .thenComparingDouble(stream -> findings.get(stream).excess())
                .thenComparing(Comparator.reverseOrder()));
  }

  private boolean isLarge(Finding finding) {
    return finding.observed() >= rules.minObserved()
        && finding.observed() >= finding.expected() * (1 + rules.minRelativeExcess());
  }

  private static Finding together(Finding own, double pValue) {
    return new Finding(
        own.windowDays(),
        own.observed(),
        own.trials(),
        own.expected(),
        own.upperBound(),
        pValue,
        METHOD,
        own.baseline());
  }
}
