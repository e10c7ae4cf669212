package io.zhijing.dashboards.console.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zhijing.connectors.elasticsearch.DocumentKind;
import io.zhijing.connectors.elasticsearch.DocumentSearch;
import io.zhijing.dashboards.console.access.Action;
import io.zhijing.dashboards.console.access.Viewer;
import io.zhijing.detection.model.Coded;
import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.model.ReportStream;
import io.zhijing.detection.model.Stratum;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where the goods of a firm turned up and who handled them (R17), as far as reports say. Reports
 * hold no batch, no amount and no chain of deliveries, and the answer says so. Thread-safe.
 */
public final class TraceQueries {
  private static final int MOST = 200;

  private final Stored stored;
  private final SmallCounts counts;
  private final WarningSearch warnings;

  /** Traces over what is stored. */
  public TraceQueries(Stored stored) {
    this.stored = stored;
    this.counts = stored.smallCounts();
    this.warnings = new WarningSearch(stored);
  }

  /** What a trace would need and no document holds. */
  public enum NotHeld implements Coded {
    /** Which batch a report is about. */
    BATCH("batch"),
    /** How much there was. */
    AMOUNT("amount"),
    /** From whom to whom goods went. */
    DELIVERIES("deliveries"),
    /** Complaints about the firm, which this viewer is not shown one by one. */
    COMPLAINTS("complaints");

    private final String code;

    NotHeld(String code) {
      this.code = code;
    }

    @Override
    public String code() {
      return code;
    }
  }

  /**
   * What reports say of a firm.
   *
   * @param enterprise code of the firm
   * @param names that reports give it
   * @param reports how many count that are of it
   * @param places where its goods were found
   * @param producers where they come from
   * @param firms others named in the same reports
   * @param products which goods
   * @param hazards what was wrong
   * @param credit what confirmed warnings say of it
   * @param notHeld what is not known
   */
  public record Trace(
      String enterprise,
      List<String> names,
      long reports,
      List<Place> places,
      List<Place> producers,
      List<Firm> firms,
      List<Goods> products,
      List<Place> hazards,
      List<Credit> credit,
      List<NotHeld> notHeld) {}

  /**
   * A node of reports.
   *
   * @param node region or hazard
   * @param reports how many
   * @param failures in them
   * @param first first day
   * @param last last day
   */
  public record Place(Named node, long reports, long failures, LocalDate first, LocalDate last) {}

  /**
   * Another firm.
   *
   * @param part seller, platform or body
   * @param name code or name
   * @param reports how many name both
   */
  public record Firm(String part, String name, long reports) {}

  /**
   * A product.
   *
   * @param name code or name
   * @param reports how many
   * @param failures in them
   */
  public record Goods(String name, long reports, long failures) {}

  /**
   * A credit event.
   *
   * @param warning that was confirmed
   * @param status standing or revoked
   * @param level highest level of the warning
   * @param at when
   * @param measure what was done
   * @param share of the count that is the firm's; empty where it would tell a count that is hidden
   */
  public record Credit(
      String warning,
      String status,
      String level,
      Instant at,
      Optional<String> measure,
      Optional<Double> share) {}

  /** What reports say of a firm. */
  public Trace trace(Viewer viewer, String enterprise) {
    stored.access().require(viewer, Action.READ_REPORTS);
    Search search = of(enterprise);
    Stratum complaints =
        new Stratum(ReportStream.COMPLAINT, Map.of(Dimension.ENTERPRISE, enterprise));
    boolean isHidden = counts.hides(viewer, complaints);
    if (isHidden) {
      search.not("stream", List.of(ReportStream.COMPLAINT.code()));
    }
    JsonNode answer = stored.search().search(DocumentKind.REPORTS, search.counted().body());
    JsonNode buckets = answer.path("aggregations");
    List<String> names = new ArrayList<>();
    each(buckets, "enterprise_name").forEach(each -> names.add(each.path("key").asText()));
    List<Firm> firms = new ArrayList<>();
    for (String part : List.of("seller", "platform")) {
      each(buckets, part)
          .forEach(each -> firms.add(new Firm(part, each.path("key").asText(), reports(each))));
    }
    List<Goods> products = new ArrayList<>();
    each(buckets, "product")
        .forEach(
            each ->
                products.add(new Goods(each.path("key").asText(), reports(each), failures(each))));
    return new Trace(
        enterprise,
        names,
        DocumentSearch.total(answer),
        places(buckets, Dimension.REGION),
        places(buckets, Dimension.PRODUCER),
        firms,
        products,
        places(buckets, Dimension.HAZARD),
        credit(viewer, enterprise, isHidden),
        isHidden
            ? List.of(NotHeld.values())
            : List.of(NotHeld.BATCH, NotHeld.AMOUNT, NotHeld.DELIVERIES));
  }

  /** Without what was withdrawn or told twice, so that it agrees with the counts. */
  static Search of(String enterprise) {
    Search search =
        new Search()
            .term("status", "counted")
            .any(
                new Search().term("enterprise", enterprise),
                new Search().term("seller", enterprise));
    for (String field :
        List.of(
            "enterprise_name", "region", "producer", "seller", "platform", "product", "hazard")) {
      sums(search.by(field, field, MOST).putObject("aggs"));
    }
    return search;
  }

  private static void sums(ObjectNode aggregations) {
    aggregations.putObject("failures").putObject("sum").put("field", "failures");
    for (String end : List.of("min", "max")) {
      aggregations
          .putObject(end)
          .putObject(end)
          .put("field", "event_date")
          .put("format", "yyyy-MM-dd");
    }
  }

  private static Iterable<JsonNode> each(JsonNode aggregations, String name) {
    return aggregations.path(name).path("buckets");
  }

  private static long reports(JsonNode bucket) {
    return bucket.path("doc_count").asLong();
  }

  private static long failures(JsonNode bucket) {
    return Math.round(bucket.at("/failures/value").asDouble());
  }

  private List<Place> places(JsonNode aggregations, Dimension dimension) {
    List<Place> places = new ArrayList<>();
    for (JsonNode each : each(aggregations, dimension.code())) {
      places.add(
          new Place(
              stored.named(dimension, each.path("key").asText()),
              reports(each),
              failures(each),
              LocalDate.parse(each.at("/min/value_as_string").asText()),
              LocalDate.parse(each.at("/max/value_as_string").asText())));
    }
    return places;
  }

  /** What the warnings that the viewer may see say of the firm. */
  private List<Credit> credit(Viewer viewer, String enterprise, boolean isHidden) {
    Search search = new Search().term("enterprise", enterprise).sort("at", false).size(MOST);
    List<Doc> events =
        DocumentSearch.sources(stored.search().search(DocumentKind.CREDIT, search.body())).stream()
            .map(Doc::new)
            .toList();
    Set<String> visible = visible(viewer, events);
    return events.stream()
        .filter(event -> visible.contains(event.text("warning_id")))
        .map(event -> credit(event, isHidden))
        .toList();
  }

  private Set<String> visible(Viewer viewer, List<Doc> events) {
    List<String> ids = events.stream().map(event -> event.text("warning_id")).distinct().toList();
    if (ids.isEmpty()) {
      return Set.of();
    }
    Search search = warnings.visible(viewer).terms("warning_id", ids).size(MOST);
    Set<String> visible = new HashSet<>();
    for (JsonNode warning :
        DocumentSearch.sources(stored.search().search(DocumentKind.WARNINGS, search.body()))) {
      visible.add(new Doc(warning).text("warning_id"));
    }
    return visible;
  }

  /** Beside the count of a warning of complaints the share tells that of the firm. */
  private static Credit credit(Doc event, boolean isHidden) {
    String warning = event.text("warning_id");
    boolean isOfComplaints = warning.startsWith(ReportStream.COMPLAINT.code());
    return new Credit(
        warning,
        event.text("status"),
        event.text("level"),
        event.instant("at").orElse(Instant.EPOCH),
        event.optional("measure"),
        isHidden && isOfComplaints ? Optional.empty() : event.real("share"));
  }
}
