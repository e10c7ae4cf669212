package io.zhijing.jobs.notification;

import io.zhijing.detection.assess.Assessment;
import io.zhijing.detection.model.Finding;
import io.zhijing.detection.model.Reach;
import io.zhijing.detection.model.RiskLevel;
import io.zhijing.detection.model.Scope;
import io.zhijing.detection.model.Signal;
import io.zhijing.detection.model.Stratum;
import io.zhijing.detection.rules.RuleSet;
import io.zhijing.detection.warning.Moment;
import io.zhijing.detection.warning.SubjectLife;
import io.zhijing.detection.warning.SubjectLife.Inputs;
import io.zhijing.detection.warning.SubjectLife.JudgedDay;
import io.zhijing.detection.warning.SubjectLife.Outcomes;
import io.zhijing.detection.warning.Transition.Reason;
import io.zhijing.detection.warning.Warning;
import io.zhijing.jobs.documents.WarningDocuments;
import io.zhijing.jobs.settings.PackWatch;
import io.zhijing.jobs.settings.PipelineSettings.Watch;
import io.zhijing.jobs.state.WarningChange;
import io.zhijing.jobs.state.WarningForm;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Above on one day, below on the next, for sixty days, and nobody acts: as the program writes it.
 */
final class Flapping {
  static final int DAYS = 60;
  private static final long DAY_MILLIS = 86_400_000;
  private static final Stratum SUBJECT = Stratum.parse("inspection;region=150100;sector=C14");

  private Flapping() {}

  static List<Warning> revisions() {
    SubjectLife life = new SubjectLife(RuleSet.standard());
    List<Warning> revisions = new ArrayList<>();
    Optional<Warning> latest = Optional.empty();
    int first = (int) LocalDate.parse("2020-01-01").toEpochDay();
    for (int day = first; day < first + DAYS; day++) {
      Moment end = new Moment((day + 1) * DAY_MILLIS - 1, day);
      Optional<Assessment> assessment =
          (day - first) % 2 == 0 ? Optional.of(assessment(day)) : Optional.empty();
      Outcomes outcomes =
          life.advance(
              latest,
              new Inputs(
                  end, List.of(new JudgedDay(day, assessment, Reason.CORRECTED)), List.of(), true));
      revisions.addAll(outcomes.revisions());
      latest = outcomes.latest();
    }
    return revisions;
  }

  /** The records of the topic of warnings. */
  static List<byte[]> records() throws Exception {
    PackWatch watch = new PackWatch("inner-mongolia");
    WarningDocuments documents =
        new WarningDocuments(
            watch.get(),
            Watch.of(watch, watch.load(), RuleSet.standard(), Map.of()),
            60,
            "flapping");
    return revisions().stream()
        .map(
            each ->
                documents
                    .warning(
                        new WarningChange(
                            WarningForm.write(each),
                            each.revision(),
                            0,
                            true,
                            "standard 1",
                            RuleSet.standard().duties().of(each.level()).act(),
                            "officer",
                            0))
                    .json())
        .toList();
  }

  private static Assessment assessment(int day) {
    Finding finding =
        new Finding(
            28, 30, 100, 5, 12, 1e-9, "test", new Finding.BaselineState("estimated", "", 364, 0));
    return new Assessment(
        SUBJECT,
        day,
        RiskLevel.RED,
        Scope.REGIONAL,
        new Signal(SUBJECT, day, Signal.Kind.RATE, finding),
        List.of(),
        Reach.UNKNOWN);
  }
}
