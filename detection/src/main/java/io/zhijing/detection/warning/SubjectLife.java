package io.zhijing.detection.warning;

import io.zhijing.detection.assess.Assessment;
import io.zhijing.detection.model.RiskLevel;
import io.zhijing.detection.rules.RuleSet;
import io.zhijing.detection.warning.Answer.Outcome;
import io.zhijing.detection.warning.Transition.Reason;
import io.zhijing.detection.warning.Warning.Status;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The warnings of one subject, one after another: everything that happens at one moment, in one
 * order whichever way it came in. Days judged come first, the earliest first; then officers'
 * commands by id; then limits that have passed; then, if it is the end of a day, the day passes.
 * Pure.
 */
public final class SubjectLife {
  private final WarningLife life;
  private final OfficerActs acts;
  private final DutyClock clock;

  /** Life under the rules. */
  public SubjectLife(RuleSet rules) {
    this.life = new WarningLife(rules);
    this.acts = new OfficerActs(rules.duties());
    this.clock = new DutyClock(rules.duties());
  }

  /**
   * A day that was judged, for the first time or again.
   *
   * @param day the day, epoch day
   * @param assessment what it says; empty if it says nothing any more
   * @param cause why it was judged again, should that change anything
   */
  public record JudgedDay(int day, Optional<Assessment> assessment, Reason cause) {}

  /**
   * What happens at a moment.
   *
   * @param now the moment
   * @param days judged days, at most one for each day
   * @param commands of officers
   * @param isDayEnd whether the moment's day ends with it
   */
  public record Inputs(Moment now, List<JudgedDay> days, List<Command> commands, boolean isDayEnd) {

    /** A moment at which nothing happens but that time goes by. */
    public static Inputs nothing(Moment now) {
      return new Inputs(now, List.of(), List.of(), false);
    }
  }

  /**
   * What came of a moment.
   *
   * @param latest the subject's latest warning
   * @param revisions each new revision, oldest first
   * @param answers one for each command, by command id
   */
  public record Outcomes(Optional<Warning> latest, List<Warning> revisions, List<Answer> answers) {}

  /** The subject's life after a moment. */
  public Outcomes advance(Optional<Warning> latest, Inputs inputs) {
    Steps steps = new Steps(latest);
    inputs.days().stream()
        .sorted(Comparator.comparingInt(JudgedDay::day))
        .forEach(day -> judged(day, inputs.now(), steps));
    inputs.commands().stream()
        .sorted(Comparator.comparing((Command command) -> command.order().id()))
        .forEach(command -> obey(command, inputs.now(), steps));
    runClocks(inputs.now(), steps);
    if (inputs.isDayEnd()) {
      steps.accept(steps.current.map(warning -> life.pass(warning, inputs.now())));
    }
    return new Outcomes(steps.current, steps.revisions, steps.answers);
  }

  /**
   * The next instant at which time alone changes something, by when a moment is known; {@code
   * Long.MAX_VALUE} if none.
   */
  public static long wake(Warning warning) {
    return DutyClock.wake(warning);
  }

  private void judged(JudgedDay judged, Moment now, Steps steps) {
    Optional<Warning> current = steps.current;
    int day = judged.day();
    if (current.filter(warning -> isOver(warning, judged)).isPresent()) {
      return;
    }
    if (judged.assessment().isEmpty()) {
      steps.accept(current.map(warning -> life.correct(warning, day, judged.cause(), now)));
      return;
    }
    Assessment assessment = judged.assessment().get();
    if (current.isPresent() && life.belongsTo(current.get(), day)) {
      steps.accept(Optional.of(life.support(current.get(), assessment, judged.cause(), now)));
      return;
    }
    // Other rules raise no warning of what is over.
    boolean isHistory = judged.cause() == Reason.RULE_CHANGED && life.isOver(day, now);
    if (assessment.level() != RiskLevel.NONE && !isHistory) {
      // Its last day is too long ago by now, though no day may have ended since.
      steps.accept(current.map(warning -> life.pass(warning, now)));
      steps.accept(Optional.of(life.raise(assessment, steps.current, now)));
    }
  }

  /** Other rules change nothing that has ended: what was found and done by the old ones stands. */
  private boolean isOver(Warning warning, JudgedDay judged) {
    boolean isByRules = judged.cause() == Reason.RULE_CHANGED;
    boolean hasEnded = warning.status() == Status.CLOSED && life.belongsTo(warning, judged.day());
    return life.precedes(judged.day(), warning) || (isByRules && hasEnded);
  }

  private void obey(Command command, Moment now, Steps steps) {
    Optional<Warning> named =
        steps.current.filter(warning -> warning.id().equals(command.order().warning()));
    Outcome outcome = Outcome.UNKNOWN_WARNING;
    if (named.isPresent()) {
      OfficerActs.Result result = acts.obey(named.get(), command, now);
      outcome = result.outcome();
      steps.accept(Optional.of(result.warning()));
    }
    int revision = named.isPresent() ? steps.current.get().revision() : 0;
    steps.answers.add(
        new Answer(
            command.order().id(),
            command.order().warning(),
            command.order().actor(),
            outcome,
            revision));
  }

  private void runClocks(Moment now, Steps steps) {
    Optional<Warning> before;
    do {
      before = steps.current;
      steps.accept(before.map(warning -> clock.run(warning, now)));
    } while (!steps.current.equals(before));
  }

  /** Collects revisions. */
  private static final class Steps {
    private final List<Warning> revisions = new ArrayList<>();
    private final List<Answer> answers = new ArrayList<>();
    private Optional<Warning> current;

    Steps(Optional<Warning> latest) {
      this.current = latest;
    }

    void accept(Optional<Warning> next) {
      if (next.isPresent() && !isSame(next.get())) {
        revisions.add(next.get());
      }
      current = next;
    }

    private boolean isSame(Warning next) {
      return current
          .filter(old -> old.id().equals(next.id()) && old.revision() == next.revision())
          .isPresent();
    }
  }
}
