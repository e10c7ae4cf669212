package io.zhijing.dashboards.console.query;

import com.fasterxml.jackson.databind.JsonNode;
import io.zhijing.connectors.elasticsearch.DocumentKind;
import io.zhijing.connectors.elasticsearch.DocumentSearch;
import io.zhijing.dashboards.console.access.Action;
import io.zhijing.dashboards.console.access.Routed;
import io.zhijing.dashboards.console.access.Viewer;
import io.zhijing.dashboards.console.query.WarningFilter.Order;
import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.model.ReportStream;
import io.zhijing.detection.model.RiskLevel;
import io.zhijing.detection.warning.Warning.Status;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the monitoring centre sees at a glance. Thread-safe. */
public final class SituationQueries {
  private static final int NEWEST = 10;
  private static final int WEEKS = 26;
  private static final int DAYS_OF_WEEK = 7;
  private static final int MOST_OPEN = 5_000;

  private final Stored stored;
  private final WarningQueries warnings;

  /** The situation, as far as a viewer may see the warnings. */
  public SituationQueries(Stored stored, WarningQueries warnings) {
    this.stored = stored;
    this.warnings = warnings;
  }

  /**
   * The situation.
   *
   * @param asOf what the job's clock has passed
   * @param openByLevel warnings that stand
   * @param overdue how many of them are
   * @param regions where warnings stand, at every level of the tree
   * @param newest the latest raised
   * @param day the last day known
   * @param records of that day by stream
   * @param weeks rates and counts of the last half year by stream, the latest week not yet whole
   */
  public record Situation(
      Optional<Instant> asOf,
      Map<String, Long> openByLevel,
      long overdue,
      List<RegionRisk> regions,
      List<WarningSummary> newest,
      Optional<LocalDate> day,
      List<Tally> records,
      List<Week> weeks) {}

  /**
   * What stands in a region or below it.
   *
   * @param region which
   * @param worst highest level
   * @param open how many warnings
   */
  public record RegionRisk(Named region, RiskLevel worst, long open) {}

  /**
   * The reports of a day.
   *
   * @param stream its code
   * @param reports how many arrived that count for the day
   * @param trials tests in them
   * @param failures failures in them
   */
  public record Tally(String stream, long reports, long trials, long failures) {}

  /**
   * The counts of a week.
   *
   * @param stream its code
   * @param monday first day
   * @param days of it that were counted
   * @param trials tests; 0 where there are none
   * @param observed failures, or reports
   * @param expected how many the baseline let expect; absent where a counted day had none
   */
  public record Week(
      String stream,
      LocalDate monday,
      int days,
      long trials,
      long observed,
      Optional<Double> expected) {}

  /** The situation. */
  public Situation situation(Viewer viewer) {
    stored.access().require(viewer, Action.READ_AGGREGATES);
    WarningFilter open = WarningFilter.open();
    WarningList newest =
        warnings.list(viewer, WarningFilter.any(), Order.RAISED, new Paging(1, NEWEST));
    Optional<Instant> asOf = stored.clock();
    Optional<LocalDate> day = asOf.map(at -> at.atZone(stored.pack().zone()).toLocalDate());
    return new Situation(
        asOf,
        warnings.list(viewer, open, Order.RAISED, new Paging(1, 1)).byLevel(),
        warnings.list(viewer, overdue(open), Order.RAISED, new Paging(1, 1)).total(),
        regions(viewer),
        newest.items(),
        day,
        day.map(this::records).orElse(List.of()),
        day.map(this::weeks).orElse(List.of()));
  }

  private static WarningFilter overdue(WarningFilter open) {
    return new WarningFilter(
        open.status(),
        open.level(),
        open.scope(),
        open.stream(),
        open.nodes(),
        open.departments(),
        open.raisedFrom(),
        open.raisedTo(),
        Optional.of(true),
        open.text());
  }

  /** A warning stands in its own place and in all above it. */
  private List<RegionRisk> regions(Viewer viewer) {
    Map<String, RegionRisk> risks = new TreeMap<>();
    for (Doc doc : warnings.standing(viewer, MOST_OPEN)) {
      RiskLevel level = RiskLevel.ofCode(doc.text("level"));
      String place = doc.has("region") ? doc.text("region") : doc.text("place");
      for (String code : stored.lattice().taxonomy(Dimension.REGION).lineage(place)) {
        RegionRisk known = risks.get(code);
        risks.put(
            code,
            new RegionRisk(
                stored.named(Dimension.REGION, code),
                known == null ? level : known.worst().max(level),
                known == null ? 1 : known.open() + 1));
      }
    }
    return List.copyOf(risks.values());
  }

  /** Of whole streams, which are wider than anything that is masked. */
  private List<Tally> records(LocalDate day) {
    Search search = counted(day);
    List<Tally> tallies = new ArrayList<>();
    stored
        .search()
        .search(DocumentKind.REPORTS, search.body())
        .at("/aggregations/streams/buckets")
        .forEach(
            each ->
                tallies.add(
                    new Tally(
                        each.path("key").asText(),
                        each.path("doc_count").asLong(),
                        sum(each, "trials"),
                        sum(each, "failures"))));
    return tallies;
  }

  /** Without what was withdrawn or told twice, so that it agrees with the counts. */
  static Search counted(LocalDate day) {
    Search search = new Search().days("event_date", day, day).term("status", "counted");
    var sums = search.by("streams", "stream", ReportStream.values().length).putObject("aggs");
    sums.putObject("trials").putObject("sum").put("field", "trials");
    sums.putObject("failures").putObject("sum").put("field", "failures");
    return search;
  }

  /** Of whole streams day by day, which are wider than anything that is masked. */
  private List<Week> weeks(LocalDate day) {
    Search search = new Search().days("day", monday(day).minusWeeks(WEEKS - 1), day);
    for (Dimension dimension : Dimension.values()) {
      search.missing(dimension.code());
    }
    search.sort("day", true).size(WEEKS * DAYS_OF_WEEK * ReportStream.values().length);
    JsonNode answer = stored.search().search(DocumentKind.COUNTS, search.body());
    return weeks(DocumentSearch.sources(answer).stream().map(Doc::new).toList(), day);
  }

  /** Weeks up to a day, out of the documents of their days; a day without a report has none. */
  static List<Week> weeks(List<Doc> days, LocalDate until) {
    Map<String, List<Doc>> weeks = new TreeMap<>();
    for (Doc doc : days) {
      String key = doc.text("stream") + " " + monday(doc.day("day"));
      weeks.computeIfAbsent(key, none -> new ArrayList<>()).add(doc);
    }
    return weeks.values().stream().map(each -> week(each, until)).toList();
  }

  private static LocalDate monday(LocalDate day) {
    return day.minusDays(day.getDayOfWeek().getValue() - 1L);
  }

  private static Week week(List<Doc> days, LocalDate until) {
    String stream = days.get(0).text("stream");
    LocalDate monday = monday(days.get(0).day("day"));
    boolean hasTrials = ReportStream.ofCode(stream).hasTrials();
    Optional<Double> expected =
        days.stream()
            .map(hasTrials ? SituationQueries::ofTests : SituationQueries::ofDay)
            .reduce((one, other) -> one.flatMap(own -> other.map(more -> own + more)))
            .orElseThrow();
    if (!hasTrials) {
      long whole = Math.min(DAYS_OF_WEEK, ChronoUnit.DAYS.between(monday, until) + 1);
      expected = expected.map(sum -> sum / days.size() * whole);
    }
    return new Week(
        stream,
        monday,
        days.size(),
        days.stream().mapToLong(doc -> doc.number("trials")).sum(),
        days.stream().mapToLong(doc -> doc.number("observed")).sum(),
        expected);
  }

  /** What a window lets expect of each of its days, with reports or without. */
  private static Optional<Double> ofDay(Doc doc) {
    double days = doc.number("window_days");
    return doc.real("expected").filter(value -> days > 0).map(value -> value / days);
  }

  /** What a window lets expect of the day's tests; a day without any lets expect nothing. */
  private static Optional<Double> ofTests(Doc doc) {
    long trials = doc.number("trials");
    double tests = doc.number("window_trials");
    return trials == 0
        ? Optional.of(0.0)
        : doc.real("expected").filter(value -> tests > 0).map(value -> value * trials / tests);
  }

  private static long sum(JsonNode bucket, String name) {
    return Math.round(bucket.path(name).path("value").asDouble());
  }

  /** The newest of what is stored: what changed, cheaply. */
  public Newest newest(Viewer viewer, int most) {
    stored.access().require(viewer, Action.READ_AGGREGATES);
    Search search =
        new Search()
            .sort("as_of", false)
            .size(most)
            .only(
                "warning_id",
                "revision",
                "status",
                "level",
                "department",
                "helping",
                "referred_to",
                "place",
                "notice",
                "reaches_regions");
    List<Changed> changed =
        DocumentSearch.sources(stored.search().search(DocumentKind.WARNINGS, search.body()))
            .stream()
            .map(Doc::new)
            .map(
                doc ->
                    new Changed(
                        doc.text("warning_id"),
                        (int) doc.number("revision"),
                        Doc.coded(Status.values(), doc.text("status")).orElseThrow(),
                        RiskLevel.ofCode(doc.text("level")),
                        WarningSearch.routed(doc)))
            .toList();
    return new Newest(
        changed,
        stored.newest(DocumentKind.COUNTS),
        stored.newest(DocumentKind.HEALTH),
        received());
  }

  private long received() {
    Search search = new Search();
    search.aggregation("all").putObject("sum").put("field", "received");
    return Math.round(
        stored
            .search()
            .search(DocumentKind.HEALTH, search.body())
            .at("/aggregations/all/value")
            .asDouble());
  }

  /**
   * The newest of what is stored.
   *
   * @param warnings the latest changed
   * @param counts when counts were judged last
   * @param clock what the job's clock has passed
   * @param received records received in all
   */
  public record Newest(
      List<Changed> warnings, Optional<Instant> counts, Optional<Instant> clock, long received) {}

  /**
   * A warning as far as it matters whether it changed.
   *
   * @param id of the warning
   * @param revision of its document
   * @param status where it is in its life
   * @param level present level
   * @param routed where it is routed to, which decides who is told
   */
  public record Changed(String id, int revision, Status status, RiskLevel level, Routed routed) {}
}
