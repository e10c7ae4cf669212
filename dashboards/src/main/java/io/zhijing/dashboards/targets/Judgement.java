package io.zhijing.dashboards.targets;

import java.util.OptionalDouble;

/**
 * What a value says of a target: whether it is met, by how much, and which way it goes. Pure.
 *
 * @param outcome whether it is met
 * @param reason why it cannot be told; empty if it can
 * @param gap how far on the good side of the goal, below 0 on the bad one; empty without value or
 *     goal
 * @param direction which way it goes
 */
record Judgement(Outcome outcome, String reason, OptionalDouble gap, Direction direction) {

  /** Whether a target is met. The code is stored. */
  enum Outcome {
    MET("met"),
    NOT_MET("not_met"),
    NO_DATA("no_data"),
    NO_GOAL("no_goal");

    private final String code;

    Outcome(String code) {
      this.code = code;
    }

    String code() {
      return code;
    }
  }

  /** Which way the value goes. The code is stored. */
  enum Direction {
    BETTER("better"),
    WORSE("worse"),
    SAME("same"),
    UNKNOWN("unknown");

    private final String code;

    Direction(String code) {
      this.code = code;
    }

    String code() {
      return code;
    }
  }

  private static final double SAME = 1e-9;

  /**
   * Judges a value.
   *
   * @param isWhole whether it is of the whole region
   * @param value the number; empty for no data
   * @param before an earlier number of the same region, if there is one
   */
  static Judgement of(
      PlanTarget target, boolean isWhole, OptionalDouble value, OptionalDouble before) {
    Direction direction = direction(target, value, before);
    if (value.isEmpty()) {
      return new Judgement(Outcome.NO_DATA, "", OptionalDouble.empty(), direction);
    }
    if (target.goal().isEmpty()) {
      return new Judgement(
          Outcome.NO_GOAL, "plan_names_no_number", OptionalDouble.empty(), direction);
    }
    if (!isWhole && !target.holdsForParts()) {
      return new Judgement(
          Outcome.NO_GOAL, "goal_is_of_the_whole", OptionalDouble.empty(), direction);
    }
    double goal = target.goal().getAsDouble();
    double number = value.getAsDouble();
    return new Judgement(
        target.comparator().isMet(number, goal) ? Outcome.MET : Outcome.NOT_MET,
        "",
        OptionalDouble.of(target.comparator().gap(number, goal)),
        direction);
  }

  private static Direction direction(
      PlanTarget target, OptionalDouble value, OptionalDouble before) {
    boolean hasAim =
        target.comparator() != PlanTarget.Comparator.EXACTLY || target.goal().isPresent();
    if (value.isEmpty() || before.isEmpty() || !hasAim) {
      return Direction.UNKNOWN;
    }
    double goal = target.goal().orElse(0);
    double change =
        target.comparator().gap(value.getAsDouble(), goal)
            - target.comparator().gap(before.getAsDouble(), goal);
    if (Math.abs(change) < SAME) {
      return Direction.SAME;
    }
    return change > 0 ? Direction.BETTER : Direction.WORSE;
  }
}
