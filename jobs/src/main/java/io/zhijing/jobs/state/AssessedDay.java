package io.zhijing.jobs.state;

import io.zhijing.detection.assess.Assessment;
import io.zhijing.detection.model.Reach;
import io.zhijing.detection.model.RiskLevel;
import io.zhijing.detection.model.Scope;
import io.zhijing.detection.model.Stratum;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The judgement of one day about one warning's subject, flat.
 *
 * @param subject key of the stratum that the warning is about
 * @param day epoch day judged
 * @param tick last millisecond of the tick at which it was judged
 * @param level code of the level; {@code none} if the day no longer gives evidence
 * @param scope code of the scope; empty without evidence
 * @param evidence the evaluation that carries the judgement; one, or none if there is no evidence
 * @param explained keys of other strata that it explains
 * @param cause code of why it was judged again; empty if its reports did
 * @param regions codes of regions where it stands out
 * @param sectors codes of sectors where it stands out
 * @param counted part of the observed count that {@code shares} divide
 * @param shares who contributes
 */
public record AssessedDay(
    String subject,
    int day,
    long tick,
    String level,
    String scope,
    Evaluation[] evidence,
    String[] explained,
    String cause,
    String[] regions,
    String[] sectors,
    long counted,
    Share[] shares) {

  /** The judgement of an assessment, carried by the evaluation of its evidence. */
  public static AssessedDay of(
      Assessment assessment, long tick, Evaluation evidence, String cause) {
    Reach reach = assessment.reach();
    return new AssessedDay(
        assessment.subject().key(),
        assessment.day(),
        tick,
        assessment.level().code(),
        assessment.scope().code(),
        new Evaluation[] {evidence},
        assessment.explained().stream().map(Stratum::key).toArray(String[]::new),
        cause,
        reach.regions().toArray(String[]::new),
        reach.sectors().toArray(String[]::new),
        reach.counted(),
        reach.contributions().stream().map(Share::of).toArray(Share[]::new));
  }

  /** That a day gives no evidence any more. */
  public static AssessedDay none(String subject, int day, long tick, String cause) {
    return new AssessedDay(
        subject,
        day,
        tick,
        RiskLevel.NONE.code(),
        "",
        new Evaluation[0],
        new String[0],
        cause,
        new String[0],
        new String[0],
        0,
        new Share[0]);
  }

  /** The assessment; empty if the day gives no evidence. */
  public Optional<Assessment> assessment() {
    if (evidence.length == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new Assessment(
            Stratum.parse(subject),
            day,
            RiskLevel.ofCode(level),
            Scope.ofCode(scope),
            evidence[0].signal(),
            Arrays.stream(explained).map(Stratum::parse).toList(),
            new Reach(
                List.of(regions),
                List.of(sectors),
                counted,
                Arrays.stream(shares).map(Share::contribution).toList())));
  }
}
