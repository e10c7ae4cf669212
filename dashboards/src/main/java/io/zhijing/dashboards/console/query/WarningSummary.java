package io.zhijing.dashboards.console.query;

import io.zhijing.detection.model.ReportStream;
import io.zhijing.detection.model.RiskLevel;
import io.zhijing.detection.model.Scope;
import io.zhijing.detection.warning.Warning.Status;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A warning as it stands in lists. Numbers are those of its strongest day; a warning whose evidence
 * was taken back has none.
 *
 * @param id subject and first day
 * @param revision of its document
 * @param status where it is in its life
 * @param level present level, the last one when it has ended
 * @param peakLevel highest level it ever had
 * @param scope how far it reaches
 * @param stream which reports
 * @param stratum key of the most specific stratum that explains it
 * @param what where and what, in both languages
 * @param raisedOn day on which it came into being
 * @param asOf when this was known
 * @param closedOn day on which it ended
 * @param numbers observed against expected
 * @param handling who acts, and by when
 */
public record WarningSummary(
    String id,
    int revision,
    Status status,
    RiskLevel level,
    RiskLevel peakLevel,
    Optional<Scope> scope,
    ReportStream stream,
    String stratum,
    What what,
    LocalDate raisedOn,
    Instant asOf,
    Optional<LocalDate> closedOn,
    Optional<Numbers> numbers,
    Handling handling) {

  /**
   * Where and what.
   *
   * @param region where it was found
   * @param producer where the goods come from
   * @param sector which sector
   * @param hazard what is wrong
   * @param enterprise which firm
   * @param whereEn place in English, empty for everywhere
   * @param whereZh place in Chinese
   * @param whatEn matter in English, empty for everything
   * @param whatZh matter in Chinese
   */
  public record What(
      Optional<Named> region,
      Optional<Named> producer,
      Optional<Named> sector,
      Optional<Named> hazard,
      Optional<Named> enterprise,
      String whereEn,
      String whereZh,
      String whatEn,
      String whatZh) {}

  /**
   * Observed against expected on the strongest day.
   *
   * @param day last day of the window
   * @param windowDays its length
   * @param observed failures, or reports where there are no tests
   * @param trials tests; 0 where there are none
   * @param expected by the baseline; left out beside days of which small counts are hidden
   * @param upperBound most that would not stand out, likewise
   * @param pValue left out where the count is masked, or small counts of another of its streams are
   *     hidden
   * @param score minus its decimal logarithm, likewise
   * @param method name and version
   * @param baseline what the expectation rests on
   * @param clusterOf of a cluster how many regions it has; else 0
   * @param streams of several streams their codes, the warning's own first; else none
   */
  public record Numbers(
      LocalDate day,
      int windowDays,
      Count observed,
      long trials,
      Optional<Double> expected,
      Optional<Double> upperBound,
      Optional<Double> pValue,
      Optional<Double> score,
      String method,
      BaselineView baseline,
      int clusterOf,
      List<String> streams) {}

  /**
   * Who acts, and by when.
   *
   * @param department that leads
   * @param helping departments that help
   * @param referredTo departments that it was referred to
   * @param place where the case is dealt with
   * @param notice place that is told as well
   * @param duty plan of action of its level
   * @param inCharge role in charge
   * @param owed what is owed next
   * @param dueAt by when
   * @param overdue whether that has passed, or a limit was missed
   * @param missed how many limits were missed at this level
   * @param acknowledgedBy who looks after it
   * @param assignee whose task it is
   * @param measure what was done last
   * @param verdict whether it was true
   * @param silencedUntil until when nobody is told, by an officer's order or by a rule
   * @param silencedByOfficer whether an officer ordered it, so that an officer can end it
   */
  public record Handling(
      Named department,
      List<Named> helping,
      List<Named> referredTo,
      Optional<Named> place,
      Optional<Named> notice,
      String duty,
      String inCharge,
      Optional<String> owed,
      Optional<Instant> dueAt,
      boolean overdue,
      int missed,
      Optional<String> acknowledgedBy,
      Optional<String> assignee,
      Optional<String> measure,
      Optional<String> verdict,
      Optional<Instant> silencedUntil,
      boolean silencedByOfficer) {}
}
