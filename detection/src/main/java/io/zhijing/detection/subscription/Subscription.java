package io.zhijing.detection.subscription;

import io.zhijing.detection.model.ReportStream;
import io.zhijing.detection.model.RiskLevel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who wants to be told of what, and how. An empty set of a filter stands for everything.
 *
 * @param id names it; a later record with the same id replaces it
 * @param version of its words, for people
 * @param recipient who: an account, a person's role or a system
 * @param interest of what
 * @param delivery how
 * @param isActive whether it counts at present
 */
public record Subscription(
    String id,
    int version,
    String recipient,
    Interest interest,
    Delivery delivery,
    boolean isActive) {

  /** The most messages a day that may be asked for. */
  public static final int MAX_CAP = 1_000;

  private static final int LAST_HOUR = 23;

  /**
   * Of what. A node stands for itself and all below it.
   *
   * @param regions region codes, of the finding or of the producer
   * @param sectors sector codes
   * @param hazards hazard codes
   * @param streams streams of reports
   * @param departments codes of departments that lead, help or were referred to
   * @param minLevel lowest level; not {@code NONE}
   */
  public record Interest(
      Set<String> regions,
      Set<String> sectors,
      Set<String> hazards,
      Set<ReportStream> streams,
      Set<String> departments,
      RiskLevel minLevel) {

    /** Copies the sets. */
    public Interest {
      regions = Set.copyOf(regions);
      sectors = Set.copyOf(sectors);
      hazards = Set.copyOf(hazards);
      streams = Set.copyOf(streams);
      departments = Set.copyOf(departments);
    }

    /** Everything from a level on. */
    public static Interest everything(RiskLevel minLevel) {
      return new Interest(Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), minLevel);
    }
  }

  /**
   * How.
   *
   * @param channel name of a channel of the notification job's settings
   * @param address what the channel calls an address; may be empty for a group's robot
   * @param language {@code zh} or {@code en}
   * @param timing when
   */
  public record Delivery(String channel, String address, String language, Timing timing) {}

  /**
   * When. Hours are those of the authority's clock.
   *
   * @param immediate levels that are told at once; the others come in a digest
   * @param digestHour hour of the daily digest, 0 to 23
   * @param quiet hours that only RED breaks
   * @param capPerDay most messages told at once on one day; the digest tells the others
   */
  public record Timing(
      Set<RiskLevel> immediate, int digestHour, Optional<QuietHours> quiet, int capPerDay) {

    /** Copies the set. */
    public Timing {
      immediate = Set.copyOf(immediate);
    }

    /** ORANGE and RED at once, a digest at eight, no quiet hours, twenty messages a day. */
    public static Timing standard() {
      return new Timing(Set.of(RiskLevel.ORANGE, RiskLevel.RED), 8, Optional.empty(), 20);
    }
  }

  /**
   * One thing wrong with a subscription.
   *
   * @param field name of the field on the wire
   * @param kind what is wrong with it
   */
  public record Problem(String field, Kind kind) {

    /** What is wrong. */
    public enum Kind {
      /** Blank. */
      MISSING,
      /** No such code. */
      NOT_IN_LIST,
      /** Outside of its limits. */
      OUT_OF_RANGE
    }
  }

  /** Everything wrong with it, all at once; empty if it can be used. */
  public List<Problem> problems(Vocabulary vocabulary) {
    List<Problem> problems = new ArrayList<>();
    missing(problems, "subscription_id", id);
    missing(problems, "recipient", recipient);
    missing(problems, "channel", delivery.channel());
    unknown(problems, "regions", !interest.regions().stream().allMatch(vocabulary::isRegion));
    unknown(problems, "sectors", !interest.sectors().stream().allMatch(vocabulary::isSector));
    unknown(problems, "hazards", !interest.hazards().stream().allMatch(vocabulary::isHazard));
    unknown(
        problems,
        "departments",
        !interest.departments().stream().allMatch(vocabulary::isDepartment));
    unknown(problems, "min_level", interest.minLevel() == RiskLevel.NONE);
    unknown(problems, "language", !Set.of("zh", "en").contains(delivery.language()));
    Timing timing = delivery.timing();
    unknown(problems, "immediate", timing.immediate().contains(RiskLevel.NONE));
    outside(problems, "version", version < 0);
    outside(problems, "digest_hour", timing.digestHour() < 0 || timing.digestHour() > LAST_HOUR);
    outside(problems, "cap_per_day", timing.capPerDay() < 1 || timing.capPerDay() > MAX_CAP);
    return problems;
  }

  private static void missing(List<Problem> problems, String field, String text) {
    if (text.isBlank()) {
      problems.add(new Problem(field, Problem.Kind.MISSING));
    }
  }

  private static void unknown(List<Problem> problems, String field, boolean isUnknown) {
    if (isUnknown) {
      problems.add(new Problem(field, Problem.Kind.NOT_IN_LIST));
    }
  }

  private static void outside(List<Problem> problems, String field, boolean isOutside) {
    if (isOutside) {
      problems.add(new Problem(field, Problem.Kind.OUT_OF_RANGE));
    }
  }
}
