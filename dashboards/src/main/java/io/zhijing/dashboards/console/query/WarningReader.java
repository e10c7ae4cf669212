package io.zhijing.dashboards.console.query;

import com.fasterxml.jackson.databind.JsonNode;
import io.zhijing.dashboards.console.access.Viewer;
import io.zhijing.dashboards.console.query.WarningDetail.Contributions;
import io.zhijing.dashboards.console.query.WarningDetail.Contributor;
import io.zhijing.dashboards.console.query.WarningDetail.Dimensioned;
import io.zhijing.dashboards.console.query.WarningDetail.Step;
import io.zhijing.dashboards.console.query.WarningDetail.Times;
import io.zhijing.dashboards.console.query.WarningSummary.Handling;
import io.zhijing.dashboards.console.query.WarningSummary.Numbers;
import io.zhijing.dashboards.console.query.WarningSummary.What;
import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.model.ReportStream;
import io.zhijing.detection.model.RiskLevel;
import io.zhijing.detection.model.Scope;
import io.zhijing.detection.model.Stratum;
import io.zhijing.detection.warning.Transition.Action;
import io.zhijing.detection.warning.Warning.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Documents of warnings to records, masked for a viewer. */
final class WarningReader {
  private static final Set<String> ENDS_SILENCE =
      Set.of(Action.UNSILENCED.code(), Action.CLOSED.code(), Action.WITHDRAWN.code());

  private final Stored stored;
  private final SmallCounts counts;
  private final Viewer viewer;
  private final Instant now;
  private final boolean isBesideDays;

  WarningReader(Stored stored, Viewer viewer, Instant now) {
    this(stored, viewer, now, false);
  }

  private WarningReader(Stored stored, Viewer viewer, Instant now, boolean isBesideDays) {
    this.stored = stored;
    this.counts = stored.smallCounts();
    this.viewer = viewer;
    this.now = now;
    this.isBesideDays = isBesideDays;
  }

  /** Of warnings that stand beside the days of their own cell, from which days could be told. */
  static WarningReader besideDays(Stored stored, Viewer viewer, Instant now) {
    return new WarningReader(stored, viewer, now, true);
  }

  WarningSummary summary(Doc doc) {
    return new WarningSummary(
        doc.text("warning_id"),
        (int) doc.number("revision"),
        Doc.coded(Status.values(), doc.text("status")).orElseThrow(),
        RiskLevel.ofCode(doc.text("level")),
        RiskLevel.ofCode(doc.text("peak_level")),
        Doc.coded(Scope.values(), doc.text("scope")),
        ReportStream.ofCode(doc.text("stream")),
        doc.text("focus"),
        what(doc),
        doc.day("raised_on"),
        doc.instant("as_of").orElse(Instant.EPOCH),
        doc.optionalDay("closed_on"),
        doc.has("strongest_day") ? Optional.of(numbers(doc)) : Optional.empty(),
        handling(doc));
  }

  private What what(Doc doc) {
    return new What(
        named(doc, Dimension.REGION),
        named(doc, Dimension.PRODUCER),
        named(doc, Dimension.SECTOR),
        named(doc, Dimension.HAZARD),
        named(doc, Dimension.ENTERPRISE),
        doc.text("where_en"),
        doc.text("where_zh"),
        doc.text("what_en"),
        doc.text("what_zh"));
  }

  private Optional<Named> named(Doc doc, Dimension dimension) {
    return doc.optional(dimension.code()).map(code -> stored.named(dimension, code));
  }

  private Numbers numbers(Doc doc) {
    Stratum focus = focus(doc);
    boolean isTold = !isBesideDays || !counts.hides(viewer, focus);
    long count = doc.number("observed");
    Count observed = isTold ? counts.of(viewer, focus, count) : counts.window(viewer, focus, count);
    boolean isChanceTold = !observed.isMasked() && !isOfHiddenStream(doc);
    return new Numbers(
        doc.day("strongest_day"),
        (int) doc.number("window_days"),
        observed,
        doc.number("trials"),
        doc.real("expected").or(() -> Optional.of(0.0)).filter(value -> isTold),
        doc.real("upper_bound").or(() -> Optional.of(0.0)).filter(value -> isTold),
        doc.real("p_value").filter(value -> isChanceTold),
        doc.real("score").filter(value -> isChanceTold),
        doc.text("method"),
        new BaselineView(
            doc.text("baseline"),
            Optional.empty(),
            (int) doc.number("reference_days"),
            (int) doc.number("left_out_days")),
        doc.texts("cluster_regions").size(),
        doc.texts("evidence_streams"));
  }

  static Stratum focus(Doc doc) {
    return Stratum.parse(doc.text("focus"));
  }

  /** The chance of several streams together tells that of each, which tells its counts. */
  private boolean isOfHiddenStream(Doc doc) {
    Stratum focus = focus(doc);
    return doc.texts("evidence_streams").stream()
        .filter(code -> !code.equals(focus.stream().code()))
        .map(code -> new Stratum(ReportStream.ofCode(code), focus.nodes()))
        .anyMatch(stratum -> counts.hides(viewer, stratum));
  }

  private Handling handling(Doc doc) {
    Optional<Instant> due = doc.instant("due_at");
    int missed = (int) doc.number("missed");
    // No revision is written when a rule's silence runs out.
    Optional<Instant> silence = doc.instant("silenced_until").filter(at -> at.isAfter(now));
    return new Handling(
        stored.department(doc.text("department")),
        doc.texts("helping").stream().map(stored::department).toList(),
        doc.texts("referred_to").stream().map(stored::department).toList(),
        doc.optional("place").map(this::place),
        doc.optional("notice").map(this::place),
        doc.text("duty"),
        doc.text("in_charge"),
        doc.optional("owed"),
        due,
        doc.has("owed") && (missed > 0 || due.filter(at -> !at.isAfter(now)).isPresent()),
        missed,
        doc.optional("acknowledged_by"),
        doc.optional("assignee"),
        doc.optional("measure"),
        doc.optional("verdict"),
        silence,
        silence.isPresent() && isSilencedByOfficer(doc));
  }

  /** Rules silence without a step, and an end ends an officer's silence. */
  private static boolean isSilencedByOfficer(Doc doc) {
    boolean isSilenced = false;
    for (JsonNode step : doc.json().path("transitions")) {
      String action = step.path("action").asText();
      isSilenced =
          action.equals(Action.SILENCED.code()) || (isSilenced && !ENDS_SILENCE.contains(action));
    }
    return isSilenced;
  }

  private Named place(String code) {
    Named region = stored.named(Dimension.REGION, code);
    return region.nameEn().equals(code) ? stored.named(Dimension.PRODUCER, code) : region;
  }

  WarningDetail detail(Doc doc) {
    WarningSummary summary = summary(doc);
    Optional<Contributions> contributions = contributions(doc);
    boolean isTold =
        summary.numbers().filter(each -> each.observed().isMasked()).isEmpty()
            && !isOfHiddenStream(doc)
            && contributions.filter(WarningReader::isMasked).isEmpty();
    return new WarningDetail(
        summary,
        doc.optional("why_en").filter(text -> isTold),
        doc.optional("why_zh").filter(text -> isTold),
        doc.texts("reasons"),
        doc.optionalDay("first_day"),
        doc.optionalDay("last_day"),
        doc.optionalDay("watched_since"),
        doc.texts("reaches_regions").stream().map(this::place).toList(),
        doc.texts("reaches_sectors").stream()
            .map(code -> stored.named(Dimension.SECTOR, code))
            .toList(),
        doc.texts("explains").stream().map(key -> view(Stratum.parse(key))).toList(),
        contributions,
        doc.text("rules"),
        new Times(
            doc.instant("detected_at"),
            doc.instant("assessed_at"),
            doc.instant("raised_at"),
            doc.instant("acknowledged_at"),
            doc.instant("disposed_at")),
        steps(doc));
  }

  /** A stratum with its names. */
  StratumView view(Stratum stratum) {
    return StratumViews.of(stored, stratum);
  }

  private static boolean isMasked(Contributions contributions) {
    return contributions.counted().isMasked()
        || contributions.parts().stream()
            .flatMap(each -> each.parts().stream())
            .anyMatch(each -> each.count().isMasked());
  }

  Optional<Contributions> contributions(Doc doc) {
    JsonNode all = doc.json().path("contributions");
    if (!all.isObject()) {
      return Optional.empty();
    }
    Stratum focus = focus(doc);
    List<Dimensioned> parts = new ArrayList<>();
    for (Dimension dimension : Dimension.values()) {
      if (all.path(dimension.code()).isArray()) {
        List<Contributor> told = parts(focus, dimension, all.path(dimension.code()));
        if (!told.isEmpty()) {
          parts.add(new Dimensioned(dimension.code(), told));
        }
      }
    }
    return Optional.of(
        new Contributions(counts.of(viewer, focus, all.path("counted").asLong()), parts));
  }

  /**
   * What is not named is wider than any named part of it, and narrower than the whole. None where
   * the whole, which is told, would tell a masked part whatever else is withheld.
   */
  private List<Contributor> parts(Stratum focus, Dimension dimension, JsonNode array) {
    List<Optional<Named>> nodes = new ArrayList<>();
    List<SmallCounts.Cell> cells = new ArrayList<>();
    for (JsonNode each : array) {
      String code = each.path("code").asText();
      nodes.add(code.isEmpty() ? Optional.empty() : Optional.of(stored.named(dimension, code)));
      Stratum cell = code.isEmpty() ? focus : focus.with(dimension, code);
      cells.add(new SmallCounts.Cell(cell, each.path("count").asLong()));
    }
    List<Count> shown = counts.parts(viewer, cells);
    if (counts.canBeWorkedOut(cells, shown)) {
      return List.of();
    }
    List<Contributor> parts = new ArrayList<>();
    for (int i = 0; i < shown.size(); i++) {
      parts.add(new Contributor(nodes.get(i), shown.get(i)));
    }
    return parts;
  }

  private static List<Step> steps(Doc doc) {
    List<Step> steps = new ArrayList<>();
    for (JsonNode each : doc.json().path("transitions")) {
      Doc step = new Doc(each);
      steps.add(
          new Step(
              (int) step.number("revision"),
              step.day("on"),
              Instant.parse(step.text("at")),
              step.text("action"),
              RiskLevel.ofCode(step.text("from")),
              RiskLevel.ofCode(step.text("to")),
              step.text("reason"),
              step.text("actor"),
              step.text("note")));
    }
    return steps;
  }
}
