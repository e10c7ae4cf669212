package io.zhijing.detection.warning;

import static io.zhijing.detection.warning.Subjects.DAY;
import static io.zhijing.detection.warning.Subjects.HOUR;
import static io.zhijing.detection.warning.Subjects.at;
import static io.zhijing.detection.warning.Subjects.endOf;
import static io.zhijing.detection.warning.Subjects.judged;
import static io.zhijing.detection.warning.Subjects.taken;
import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.detection.model.RiskLevel;
import io.zhijing.detection.rules.RuleSet;
import io.zhijing.detection.warning.Command.Act;
import io.zhijing.detection.warning.Command.Order;
import io.zhijing.detection.warning.Command.Verdict;
import io.zhijing.detection.warning.Handling.Clock;
import io.zhijing.detection.warning.Handling.Stage;
import io.zhijing.detection.warning.SubjectLife.Inputs;
import io.zhijing.detection.warning.SubjectLife.JudgedDay;
import io.zhijing.detection.warning.SubjectLife.Outcomes;
import io.zhijing.detection.warning.Transition.Action;
import io.zhijing.detection.warning.Warning.Status;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever happens to a subject, in whatever order, its warnings stay in their right mind. */
class LifePropertiesTest {
  private static final int DAYS = 400;
  private static final List<RiskLevel> LEVELS =
      List.of(RiskLevel.NONE, RiskLevel.BLUE, RiskLevel.YELLOW, RiskLevel.ORANGE, RiskLevel.RED);
  private static final List<Verdict> VERDICTS =
      List.of(Verdict.OPEN, Verdict.CONFIRMED, Verdict.FALSE_ALARM);
  private final SubjectLife life = new SubjectLife(RuleSet.standard());

  /**
   * Everything that happens on some days: signals in bursts, corrections, commands of all kinds.
   */
  private static List<Inputs> story(long seed) {
    Random random = new Random(seed);
    List<Inputs> story = new ArrayList<>();
    boolean isRising = false;
    for (int day = 0; day < DAYS; day++) {
      isRising = random.nextInt(10) == 0 ? !isRising : isRising;
      Map<Integer, JudgedDay> days = new HashMap<>();
      if (isRising && random.nextInt(3) > 0) {
        days.put(day, judged(day, LEVELS.get(random.nextInt(5))));
      }
      if (random.nextInt(6) == 0) {
        int past = Math.max(0, day - random.nextInt(40));
        days.put(
            past, random.nextBoolean() ? taken(past) : judged(past, LEVELS.get(random.nextInt(5))));
      }
      List<Command> commands = new ArrayList<>();
      for (int n = random.nextInt(4) - 1; n > 0; n--) {
        commands.add(command(random, day, n));
      }
      Moment moment = random.nextInt(3) == 0 ? at(day, random.nextInt(24)) : endOf(day);
      story.add(
          new Inputs(moment, List.copyOf(days.values()), commands, moment.equals(endOf(day))));
    }
    return story;
  }

  private static Command command(Random random, int day, int n) {
    long until = (day + random.nextInt(45) - 2) * DAY;
    List<Act> acts =
        List.of(
            new Command.Acknowledge(),
            new Command.Assign(random.nextInt(5) == 0 ? "" : "officer-" + random.nextInt(3)),
            new Command.Refer(random.nextBoolean() ? "public_security" : "food_regulator"),
            new Command.Dispose(Measure.STOP_SALE, Optional.empty()),
            new Command.Dispose(
                Measure.RECALL, Optional.of(new Measure.Recall("B", 10, random.nextInt(14)))),
            new Command.Close(VERDICTS.get(random.nextInt(3))),
            new Command.Reopen(),
            new Command.Silence(until),
            new Command.Unsilence());
    String note = random.nextInt(4) == 0 ? "" : "because";
    String id = random.nextInt(8) == 0 ? "c-again" : "c" + day + "-" + n;
    // The latest warning's id is put in when the story is played.
    return new Command(
        new Order(id, "", random.nextInt(9) == 0 ? " " : "li", note),
        acts.get(random.nextInt(acts.size())));
  }

  private static Inputs addressed(Inputs inputs, Optional<Warning> latest) {
    String id = latest.map(Warning::id).orElse("none@1970-01-01");
    List<Command> commands =
        inputs.commands().stream()
            .map(
                command ->
                    new Command(
                        new Order(
                            command.order().id(),
                            id,
                            command.order().actor(),
                            command.order().note()),
                        command.act()))
            .toList();
    return new Inputs(inputs.now(), inputs.days(), commands, inputs.isDayEnd());
  }

  private List<Warning> play(List<Inputs> story) {
    List<Warning> revisions = new ArrayList<>();
    Optional<Warning> latest = Optional.empty();
    for (Inputs each : story) {
      Outcomes outcomes = life.advance(latest, addressed(each, latest));
      assertThat(outcomes.answers()).hasSameSizeAs(each.commands());
      latest = outcomes.latest();
      revisions.addAll(outcomes.revisions());
    }
    return revisions;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void noIllegalStateIsReachable(long seed) {
    Map<String, Warning> byId = new HashMap<>();
    List<Warning> revisions = play(story(seed));
    for (Warning warning : revisions) {
      Warning before = byId.put(warning.id(), warning);
      assertLegal(warning);
      if (before != null) {
        assertThat(warning.revision()).isEqualTo(before.revision() + 1);
        assertFollows(before, warning);
      } else {
        assertThat(warning.lastTransition().action()).isEqualTo(Action.RAISED);
      }
    }
    assertThat(revisions).hasSizeGreaterThan(50);
  }

  private static void assertLegal(Warning warning) {
    boolean isOpen = warning.status() == Status.OPEN;
    Handling handling = warning.handling();
    assertThat(warning.level()).isNotEqualTo(RiskLevel.NONE);
    boolean isBacked =
        warning.evidence().values().stream().anyMatch(day -> day.level() != RiskLevel.NONE);
    assertThat(isBacked).isEqualTo(warning.status() != Status.WITHDRAWN);
    assertThat(isOpen && handling.verdict() != Verdict.OPEN).as("open, with verdict").isFalse();
    if (!isOpen) {
      assertThat(handling.clock()).isEqualTo(new Clock(Stage.NOTHING, 0, 0));
      assertThat(handling.silencedUntil()).isZero();
    }
    if (handling.verdict() == Verdict.CONFIRMED) {
      assertThat(handling.disposal()).isPresent();
    }
    if (isOpen && handling.acknowledgedBy().isEmpty()) {
      assertThat(handling.clock().stage()).isEqualTo(Stage.ACKNOWLEDGE);
    }
    RiskLevel level = RiskLevel.NONE;
    long at = Long.MIN_VALUE;
    for (Transition step : warning.transitions()) {
      assertThat(step.reason()).isNotNull();
      assertThat(step.by().actor()).isNotBlank();
      assertThat(step.when().at()).isGreaterThanOrEqualTo(at);
      at = step.when().at();
      if (step.action() == Action.ESCALATED) {
        assertThat(step.to().isAbove(step.from())).isTrue();
      }
      if (step.action() == Action.DOWNGRADED) {
        assertThat(step.from().isAbove(step.to())).isTrue();
      }
      level = step.to() == RiskLevel.NONE ? level : step.to();
    }
    assertThat(warning.level()).isEqualTo(level);
  }

  private static void assertFollows(Warning before, Warning after) {
    int news = after.transitions().size() - before.transitions().size();
    assertThat(news).isBetween(0, 1);
    assertThat(after.transitions().subList(0, before.transitions().size()))
        .isEqualTo(before.transitions());
    boolean isSame = before.status() == after.status() && before.level() == after.level();
    boolean isHandled = !before.handling().equals(after.handling());
    if (!isSame || isHandled) {
      assertThat(news).as("a change without a step").isEqualTo(1);
      assertThat(after.lastTransition().revision()).isEqualTo(after.revision());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void theOrderOfWhatHappensAtOnceDoesNotMatter(long seed) {
    Random random = new Random(-seed);
    List<Inputs> story = story(seed);
    List<Inputs> shuffled = new ArrayList<>();
    for (Inputs each : story) {
      List<JudgedDay> days = new ArrayList<>(each.days());
      List<Command> commands = new ArrayList<>(each.commands());
      Collections.shuffle(days, random);
      Collections.shuffle(commands, random);
      shuffled.add(new Inputs(each.now(), days, commands, each.isDayEnd()));
    }
    assertThat(play(shuffled)).isEqualTo(play(story));
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23, 24})
  void wakingTheClockOftenerChangesNothingButWhenALimitIsSeen(long seed) {
    List<Inputs> story = story(seed);
    Optional<Warning> latest = Optional.empty();
    for (Inputs each : story) {
      Optional<Warning> before = latest;
      latest = life.advance(latest, addressed(each, latest)).latest();
      long wake = latest.map(SubjectLife::wake).orElse(Long.MAX_VALUE);
      assertThat(wake).as("no limit is left behind").isGreaterThan(each.now().at());
      Moment sooner =
          new Moment(
              each.now().at() + Math.min(HOUR, wake - each.now().at() - 1), each.now().day());
      assertThat(life.advance(latest, Inputs.nothing(sooner)).latest()).isEqualTo(latest);
      assertThat(before.isPresent() && latest.isEmpty()).isFalse();
    }
  }
}
