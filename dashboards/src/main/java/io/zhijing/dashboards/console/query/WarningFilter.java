package io.zhijing.dashboards.console.query;

import io.zhijing.detection.model.Coded;
import io.zhijing.detection.model.ReportStream;
import io.zhijing.detection.model.RiskLevel;
import io.zhijing.detection.model.Scope;
import io.zhijing.detection.warning.Warning.Status;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/**
 * Which warnings. An empty set or text stands for all; a node for itself and all below it.
 *
 * @param status where they are in their lives
 * @param level present level
 * @param scope how far they reach
 * @param stream which reports
 * @param nodes where and what
 * @param departments that lead, help or were referred to
 * @param raisedFrom raised on or after
 * @param raisedTo raised on or before
 * @param overdue only those that are, or that are not
 * @param text part of a name, a firm's code, or of an id
 */
public record WarningFilter(
    Set<Status> status,
    Set<RiskLevel> level,
    Set<Scope> scope,
    Set<ReportStream> stream,
    Nodes nodes,
    Set<String> departments,
    Optional<LocalDate> raisedFrom,
    Optional<LocalDate> raisedTo,
    Optional<Boolean> overdue,
    String text) {

  /**
   * Where and what.
   *
   * @param regions of the finding or of the producer
   * @param sectors sector codes
   * @param hazards hazard codes
   * @param enterprises codes of firms
   */
  public record Nodes(
      Set<String> regions, Set<String> sectors, Set<String> hazards, Set<String> enterprises) {
    /** Everywhere and everything. */
    public static Nodes any() {
      return new Nodes(Set.of(), Set.of(), Set.of(), Set.of());
    }
  }

  /** All warnings. */
  public static WarningFilter any() {
    return new WarningFilter(
        Set.of(),
        Set.of(),
        Set.of(),
        Set.of(),
        Nodes.any(),
        Set.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        "");
  }

  /** Those that stand. */
  public static WarningFilter open() {
    WarningFilter any = any();
    return new WarningFilter(
        Set.of(Status.OPEN),
        any.level,
        any.scope,
        any.stream,
        any.nodes,
        any.departments,
        any.raisedFrom,
        any.raisedTo,
        any.overdue,
        any.text);
  }

  /** In which order. */
  public enum Order implements Coded {
    /** Highest level first, then the latest raised. */
    LEVEL("level"),
    /** Latest raised first. */
    RAISED("raised"),
    /** Latest changed first. */
    CHANGED("changed"),
    /** Highest score first. */
    SCORE("score"),
    /** Most limits missed first, of these the ones with no limit left, then the soonest due. */
    DUE("due");

    private final String code;

    Order(String code) {
      this.code = code;
    }

    @Override
    public String code() {
      return code;
    }
  }
}
