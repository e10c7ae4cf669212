package io.zhijing.jobs.documents;

import io.zhijing.connectors.elasticsearch.Document;
import io.zhijing.connectors.elasticsearch.DocumentIds;
import io.zhijing.connectors.elasticsearch.DocumentKind;
import io.zhijing.detection.model.Contribution;
import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.model.Stratum;
import io.zhijing.detection.model.Taxonomy;
import io.zhijing.detection.warning.Evidence;
import io.zhijing.detection.warning.Transition;
import io.zhijing.detection.warning.Transition.Action;
import io.zhijing.detection.warning.Transition.Reason;
import io.zhijing.detection.warning.Warning;
import io.zhijing.jobs.state.WarningChange;
import io.zhijing.jobs.state.WarningForm;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Credit events (质量信用): a warning that an officer confirmed stands in the record of the firm behind
 * it, until the warning is opened again or withdrawn. The firm is the one that the warning is
 * about, or the one with at least half of its count, by the evidence that was confirmed.
 */
public final class CreditDocuments {
  private static final double MAIN_PART = 0.5;
  private static final Set<Action> REVOKING = EnumSet.of(Action.REOPENED, Action.WITHDRAWN);

  private final String prefix;

  /** Documents in indices with the prefix. */
  public CreditDocuments(String prefix) {
    this.prefix = prefix;
  }

  /** A firm, and how much of the count is its. */
  private record Firm(String code, double share) {}

  /**
   * Whether a change writes a credit event.
   *
   * @param change if it ends a confirmation, with the evidence that was confirmed
   */
  public static boolean concerns(WarningChange change) {
    if (!change.isStep()) {
      return false;
    }
    Warning warning = WarningForm.read(change.warning());
    return (isConfirmed(warning.lastTransition()) || isRevoked(warning))
        && firm(warning).isPresent();
  }

  private static boolean isConfirmed(Transition step) {
    return step.action() == Action.CLOSED && step.reason() == Reason.CONFIRMED;
  }

  private static boolean isRevoked(Warning warning) {
    return REVOKING.contains(warning.lastTransition().action())
        && warning.transitions().stream().anyMatch(CreditDocuments::isConfirmed);
  }

  private static Optional<Firm> firm(Warning warning) {
    Optional<Evidence> evidence = warning.strongest().map(Map.Entry::getValue);
    Stratum focus = evidence.map(each -> each.signal().stratum()).orElse(warning.subject());
    String own = focus.node(Dimension.ENTERPRISE);
    if (!own.isEmpty()) {
      return Optional.of(new Firm(own, 1));
    }
    if (evidence.isEmpty() || evidence.get().reach().counted() <= 0) {
      return Optional.empty();
    }
    double counted = evidence.get().reach().counted();
    return evidence.get().reach().contributions().stream()
        .filter(each -> each.dimension() == Dimension.ENTERPRISE)
        .filter(each -> !each.code().isEmpty() && !each.code().equals(Taxonomy.UNKNOWN))
        .filter(each -> each.count() >= counted * MAIN_PART)
        .findFirst()
        .map((Contribution each) -> new Firm(each.code(), each.count() / counted));
  }

  /**
   * The event of a change that {@link #concerns} it; the same warning has one event, whose status
   * changes.
   */
  public Document event(WarningChange change) {
    Warning warning = WarningForm.read(change.warning());
    Firm firm = firm(warning).orElseThrow();
    Transition step = warning.lastTransition();
    Stratum focus =
        warning.strongest().map(day -> day.getValue().signal().stratum()).orElse(warning.subject());
    DocumentJson json =
        new DocumentJson()
            .text("enterprise", firm.code())
            .real("share", firm.share())
            .text("status", isConfirmed(step) ? "standing" : "revoked")
            .text("warning_id", warning.id())
            .number("revision", warning.revision())
            .text("level", warning.peakLevel().code())
            .instant("at", step.when().at())
            .text("actor", step.by().actor())
            .text("note", step.by().note());
    warning.handling().disposal().ifPresent(done -> json.text("measure", done.measure().code()));
    for (Dimension dimension : Dimension.values()) {
      if (dimension != Dimension.ENTERPRISE && !focus.node(dimension).isEmpty()) {
        json.text(dimension.code(), focus.node(dimension));
      }
    }
    return new Document(
        DocumentKind.CREDIT.monthly(prefix, LocalDate.ofEpochDay(warning.firstDay())),
        DocumentIds.shortened(warning.id()),
        warning.revision(),
        json.bytes());
  }
}
