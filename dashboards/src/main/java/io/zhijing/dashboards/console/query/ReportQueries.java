package io.zhijing.dashboards.console.query;

import com.fasterxml.jackson.databind.JsonNode;
import io.zhijing.connectors.elasticsearch.DocumentKind;
import io.zhijing.connectors.elasticsearch.DocumentSearch;
import io.zhijing.dashboards.console.access.Action;
import io.zhijing.dashboards.console.access.Viewer;
import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.model.ReportStream;
import io.zhijing.detection.model.Stratum;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The de-identified reports behind a point. Thread-safe. */
public final class ReportQueries {
  private final Stored stored;
  private final SmallCounts counts;
  private final WarningQueries warnings;

  /** Reports, also those behind warnings. */
  public ReportQueries(Stored stored, WarningQueries warnings) {
    this.stored = stored;
    this.counts = stored.smallCounts();
    this.warnings = warnings;
  }

  /**
   * A cell over days.
   *
   * @param stratum which cell
   * @param from first day
   * @param to last day
   */
  public record Point(Stratum stratum, LocalDate from, LocalDate to) {}

  /**
   * A de-identified report. Of a complaint, whoever is not shown small counts sees neither who nor
   * where below league level.
   *
   * @param stream that it counts in
   * @param id the source's
   * @param revision of the report
   * @param status counted, withdrawn, or the same matter as another
   * @param day that it counts for
   * @param arrivedAt when it became known
   * @param region where it was found
   * @param producers where the goods come from
   * @param sector which sector
   * @param hazards what is wrong
   * @param trials tests, if it states them
   * @param failures failures, if it states them
   * @param who firms and goods
   * @param how it was found
   * @param flags what is odd about it
   * @param withheld whether something is not shown
   */
  public record ReportEntry(
      ReportStream stream,
      Optional<String> id,
      int revision,
      String status,
      LocalDate day,
      Optional<Instant> arrivedAt,
      Optional<Named> region,
      List<Named> producers,
      Optional<Named> sector,
      List<Named> hazards,
      Optional<Long> trials,
      Optional<Long> failures,
      Optional<Who> who,
      How how,
      List<String> flags,
      boolean withheld) {}

  /**
   * Firms and goods.
   *
   * @param enterprise code of the firm
   * @param enterpriseName its name
   * @param seller code or name of the seller
   * @param platform where it was sold
   * @param product code or name of the product
   */
  public record Who(
      Optional<String> enterprise,
      Optional<String> enterpriseName,
      Optional<String> seller,
      Optional<String> platform,
      Optional<String> product) {}

  /**
   * How it was found.
   *
   * @param samplingKind random or targeted
   * @param stage production, market, online, import or export
   * @param body that inspected; absent where a report is withheld
   * @param channel of the complaint, likewise
   * @param placeType kind of place, likewise
   * @param domain of the plan
   */
  public record How(
      Optional<String> samplingKind,
      Optional<String> stage,
      Optional<String> body,
      Optional<String> channel,
      Optional<String> placeType,
      Optional<String> domain) {}

  /** Those of a point, the latest first; none of a cell whose small counts are hidden. */
  public Part<ReportEntry> reports(Viewer viewer, Point point, Paging paging) {
    stored.access().require(viewer, Action.READ_REPORTS);
    Search search = search(point).sort("event_date", false).sort("report_id", true);
    JsonNode answer = stored.search().search(DocumentKind.REPORTS, search.page(paging).body());
    long total = DocumentSearch.total(answer);
    if (counts.hides(viewer, point.stratum())) {
      return new Part<>(List.of(), counts.coarse(viewer, point.stratum(), total));
    }
    return new Part<>(
        DocumentSearch.sources(answer).stream().map(each -> entry(viewer, new Doc(each))).toList(),
        Count.of(total));
  }

  /**
   * All of a point, for an export.
   *
   * @throws TooManyRowsException if there are more than an export holds
   */
  public void each(Viewer viewer, Point point, Consumer<ReportEntry> take) {
    stored.access().require(viewer, Action.READ_REPORTS);
    if (counts.hides(viewer, point.stratum())) {
      return;
    }
    stored.requireExportable(DocumentKind.REPORTS, search(point));
    stored
        .search()
        .scan(
            DocumentKind.REPORTS,
            search(point).sort("event_date", false).body(),
            source -> take.accept(entry(viewer, new Doc(source))));
  }

  /** The point of a warning: the window of its strongest day. */
  public Point behind(Viewer viewer, String warning) {
    stored.access().require(viewer, Action.READ_REPORTS);
    Doc doc = warnings.document(viewer, warning);
    if (!doc.has("strongest_day")) {
      throw new UnknownException("evidence");
    }
    LocalDate to = doc.day("strongest_day");
    return new Point(
        WarningReader.focus(doc), to.minusDays(Math.max(1, doc.number("window_days")) - 1), to);
  }

  private static Search search(Point point) {
    Search search =
        new Search()
            .term("stream", point.stratum().stream().code())
            .days("event_date", point.from(), point.to());
    point
        .stratum()
        .nodes()
        .forEach(
            (dimension, node) ->
                search.term(
                    dimension == Dimension.ENTERPRISE ? "enterprise" : dimension.code() + "_path",
                    node));
    return search;
  }

  /** A report as the viewer is shown it. */
  ReportEntry entry(Viewer viewer, Doc doc) {
    ReportStream stream = ReportStream.ofCode(doc.text("stream"));
    boolean isWithheld = counts.hides(viewer, cell(stream, doc));
    return new ReportEntry(
        stream,
        doc.optional("report_id").filter(id -> !isWithheld),
        (int) doc.number("revision"),
        doc.text("status"),
        doc.day("event_date"),
        doc.instant("arrived_at").filter(at -> !isWithheld),
        doc.optional("region").map(code -> place(Dimension.REGION, code, isWithheld)),
        doc.texts("producer").stream()
            .map(code -> place(Dimension.PRODUCER, code, isWithheld))
            .toList(),
        doc.optional("sector").map(code -> stored.named(Dimension.SECTOR, code)),
        doc.texts("hazard").stream().map(code -> stored.named(Dimension.HAZARD, code)).toList(),
        doc.has("trials") ? Optional.of(doc.number("trials")) : Optional.empty(),
        doc.has("failures") ? Optional.of(doc.number("failures")) : Optional.empty(),
        isWithheld ? Optional.empty() : Optional.of(who(doc)),
        how(doc, isWithheld),
        doc.texts("flags"),
        isWithheld);
  }

  /** The narrowest cell that a report is in. */
  private static Stratum cell(ReportStream stream, Doc doc) {
    Map<Dimension, String> nodes = new EnumMap<>(Dimension.class);
    doc.optional("region").ifPresent(code -> nodes.put(Dimension.REGION, code));
    doc.texts("producer").stream()
        .findFirst()
        .ifPresent(code -> nodes.put(Dimension.PRODUCER, code));
    nodes.put(Dimension.ENTERPRISE, doc.optional("enterprise").orElse("unknown"));
    return new Stratum(stream, nodes);
  }

  private Named place(Dimension dimension, String code, boolean isWithheld) {
    return stored.named(dimension, isWithheld ? stored.league(dimension, code) : code);
  }

  private static Who who(Doc doc) {
    return new Who(
        doc.optional("enterprise"),
        doc.optional("enterprise_name"),
        doc.optional("seller"),
        doc.optional("platform"),
        doc.optional("product"));
  }

  /** Who took a complaint, by which way and about what kind of place, tells who and where too. */
  private static How how(Doc doc, boolean isWithheld) {
    return new How(
        doc.optional("sampling_kind"),
        doc.optional("stage"),
        doc.optional("body").filter(text -> !isWithheld),
        doc.optional("channel").filter(text -> !isWithheld),
        doc.optional("place_type").filter(text -> !isWithheld),
        doc.optional("domain"));
  }
}
