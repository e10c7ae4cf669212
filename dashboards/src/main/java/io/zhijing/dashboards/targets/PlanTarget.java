package io.zhijing.dashboards.targets;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One number that the plan asks for.
 *
 * @param id unique in the plan
 * @param domain product, engineering, service, environment ...
 * @param nameEn English name
 * @param nameZh Chinese name, as the plan prints it
 * @param comparator how a value is held against the goal
 * @param goal the number; empty where the plan names none
 * @param unit percent, count, index, score ...
 * @param baseline the value of {@value #BASELINE_YEAR} that the plan prints, of the whole region
 * @param kind what kind of number
 */
public record PlanTarget(
    String id,
    String domain,
    String nameEn,
    String nameZh,
    Comparator comparator,
    OptionalDouble goal,
    String unit,
    OptionalDouble baseline,
    Kind kind) {

  /** The year before the plan, from which its baselines are. */
  public static final int BASELINE_YEAR = 2015;

  /** Unit of a rate. */
  public static final String PERCENT = "%";

  /** How a value is held against the goal. */
  public enum Comparator {
    /** At least. */
    AT_LEAST(">="),
    /** More than. */
    ABOVE(">"),
    /** At most. */
    AT_MOST("<="),
    /** Neither more nor less. */
    EXACTLY("=");

    private final String sign;

    Comparator(String sign) {
      this.sign = sign;
    }

    /** As it is written. */
    public String sign() {
      return sign;
    }

    boolean isMet(double value, double goal) {
      return switch (this) {
        case AT_LEAST -> value >= goal;
        case ABOVE -> value > goal;
        case AT_MOST -> value <= goal;
        case EXACTLY -> value == goal;
      };
    }

    /** How far on the good side of the goal; below 0 on the bad one. */
    double gap(double value, double goal) {
      return switch (this) {
        case AT_LEAST, ABOVE -> value - goal;
        case AT_MOST -> goal - value;
        case EXACTLY -> 0 - Math.abs(value - goal); // never -0
      };
    }

    static Optional<Comparator> ofSign(String sign) {
      for (Comparator each : values()) {
        if (each.sign.equals(sign)) {
          return Optional.of(each);
        }
      }
      return Optional.empty();
    }
  }

  /** What kind of number it is. */
  public enum Kind {
    /** A part of a whole. */
    RATE,
    /** A height, such as an index or a score. */
    LEVEL,
    /** So many things. */
    COUNT
  }

  /**
   * Whether the goal holds for a part of the region as well: a rate does, and so does "none at
   * all"; so many things in the whole region do not.
   */
  boolean holdsForParts() {
    return kind != Kind.COUNT || (comparator == Comparator.EXACTLY && goal.orElse(1) == 0);
  }
}
