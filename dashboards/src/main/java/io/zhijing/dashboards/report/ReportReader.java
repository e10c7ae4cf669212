package io.zhijing.dashboards.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.zhijing.connectors.elasticsearch.CountTotals;
import io.zhijing.connectors.elasticsearch.CountTotals.Span;
import io.zhijing.connectors.elasticsearch.CountTotals.Total;
import io.zhijing.connectors.elasticsearch.DocumentKind;
import io.zhijing.connectors.elasticsearch.DocumentReader;
import io.zhijing.connectors.elasticsearch.ElasticsearchSettings;
import io.zhijing.connectors.file.Pack;
import io.zhijing.dashboards.report.QualityReport.About;
import io.zhijing.dashboards.report.QualityReport.Headline;
import io.zhijing.dashboards.report.QualityReport.Kind;
import io.zhijing.dashboards.report.QualityReport.Raised;
import io.zhijing.dashboards.report.QualityReport.Row;
import io.zhijing.dashboards.report.QualityReport.Section;
import io.zhijing.dashboards.report.QualityReport.Tested;
import io.zhijing.dashboards.report.QualityReport.Week;
import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.model.ReportStream;
import io.zhijing.detection.model.Taxonomy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Reads a period's report out of the stored counts and warnings. */
public final class ReportReader implements AutoCloseable {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int MOST_HAZARDS = 15;

  private final Pack pack;
  private final ElasticsearchSettings settings;
  private final CountTotals totals;

  /** A reader of what a job of the pack stored. */
  public ReportReader(Pack pack, ElasticsearchSettings settings) {
    this.pack = pack;
    this.settings = settings;
    this.totals = new CountTotals(settings);
  }

  /**
   * The report of a period.
   *
   * @param from first day
   * @param to last day, not before the first
   * @param isSimulated whether the data are
   * @throws IllegalArgumentException if the period ends before it begins
   */
  public QualityReport read(LocalDate from, LocalDate to, boolean isSimulated) {
    if (to.isBefore(from)) {
      throw new IllegalArgumentException("the period ends on " + to + ", before " + from);
    }
    Span inspections = new Span(ReportStream.INSPECTION.code(), from, to);
    Span online = new Span(ReportStream.ECOMMERCE.code(), from, to);
    Span complaints = new Span(ReportStream.COMPLAINT.code(), from, to);
    Span notifications = new Span(ReportStream.NOTIFICATION.code(), from, to);
    List<Section> sections = new ArrayList<>();
    add(
        sections,
        "inspections.region",
        Kind.RATE,
        rows(Dimension.REGION, inspections, ReportReader::isTop));
    add(sections, "inspections.sector", Kind.RATE, sectors(inspections, Kind.RATE));
    add(sections, "inspections.hazard", Kind.COUNT, hazards(inspections));
    add(
        sections,
        "online.producer",
        Kind.RATE,
        rows(Dimension.PRODUCER, online, ReportReader::isTop));
    add(
        sections,
        "complaints.region",
        Kind.COUNT,
        rows(Dimension.REGION, complaints, ReportReader::isTop));
    add(sections, "complaints.sector", Kind.COUNT, sectors(complaints, Kind.COUNT));
    add(sections, "notifications.sector", Kind.COUNT, sectors(notifications, Kind.COUNT));
    add(sections, "notifications.hazard", Kind.COUNT, hazards(notifications));
    Total all = totals.whole(inspections);
    return new QualityReport(
        new About(pack.nameEn(), pack.nameZh(), from, to, isSimulated),
        new Headline(new Tested(all.trials(), all.observed()), exports(from, to)),
        sections,
        weeks(inspections, complaints),
        warnings(from, to));
  }

  private static void add(List<Section> sections, String key, Kind kind, List<Row> rows) {
    if (!rows.isEmpty()) {
      sections.add(new Section(key, kind, rows));
    }
  }

  private static boolean isTop(List<String> lineage) {
    return lineage.size() == 1;
  }

  private List<Row> rows(Dimension dimension, Span span, Predicate<List<String>> isShown) {
    Taxonomy taxonomy = pack.taxonomies().get(dimension);
    if (taxonomy == null) {
      return List.of();
    }
    return totals.by(dimension.code(), span).stream()
        .filter(each -> isShown.test(taxonomy.lineage(each.key())))
        .filter(each -> each.trials() > 0 || each.observed() > 0)
        .map(
            each ->
                new Row(
                    each.key(),
                    taxonomy.nameEn(each.key()),
                    taxonomy.nameZh(each.key()),
                    each.trials(),
                    each.observed()))
        .toList();
  }

  /** Divisions where the tree has them, else what stands right below the root. */
  private List<Row> sectors(Span span, Kind kind) {
    List<Row> met =
        rows(Dimension.SECTOR, span, lineage -> !lineage.isEmpty() && lineage.size() <= 2);
    return new TreeRows(pack.taxonomies().get(Dimension.SECTOR), kind, met)
        .lowest(Comparator.comparing(Row::code), met.size());
  }

  private List<Row> hazards(Span span) {
    List<Row> met = rows(Dimension.HAZARD, span, lineage -> true);
    return new TreeRows(pack.taxonomies().get(Dimension.HAZARD), Kind.COUNT, met)
        .lowest(
            Comparator.comparingLong(Row::observed).reversed().thenComparing(Row::code),
            MOST_HAZARDS);
  }

  private List<Week> weeks(Span inspections, Span complaints) {
    Map<String, long[]> weeks = new TreeMap<>();
    for (Total each : totals.byWeek(inspections)) {
      long[] week = weeks.computeIfAbsent(each.key(), key -> new long[3]);
      week[0] = each.trials();
      week[1] = each.observed();
    }
    for (Total each : totals.byWeek(complaints)) {
      weeks.computeIfAbsent(each.key(), key -> new long[3])[2] = each.observed();
    }
    return weeks.entrySet().stream()
        .map(
            each ->
                new Week(
                    LocalDate.parse(each.getKey()),
                    each.getValue()[0],
                    each.getValue()[1],
                    each.getValue()[2]))
        .toList();
  }

  /** Stages are no dimension of the counts: the reports themselves are counted. */
  private Tested exports(LocalDate from, LocalDate to) {
    String index = DocumentKind.REPORTS.alias(settings.indexPrefix());
    long tests = 0;
    long failures = 0;
    try (DocumentReader reader = new DocumentReader(settings)) {
      Map<String, String> terms = Map.of("stage", "export", "stream", "inspection");
      Map<String, byte[]> sources = reader.exists(index) ? reader.sources(index, terms) : Map.of();
      for (byte[] source : sources.values()) {
        JsonNode report = json(source);
        LocalDate day = LocalDate.parse(report.path("event_date").asText());
        boolean isCounted =
            "counted".equals(report.path("status").asText())
                && !day.isBefore(from)
                && !day.isAfter(to);
        tests += isCounted ? report.path("trials").asLong() : 0;
        failures += isCounted ? report.path("failures").asLong() : 0;
      }
    }
    return new Tested(tests, failures);
  }

  private List<Raised> warnings(LocalDate from, LocalDate to) {
    String index = DocumentKind.WARNINGS.alias(settings.indexPrefix());
    List<Raised> raised = new ArrayList<>();
    try (DocumentReader reader = new DocumentReader(settings)) {
      Map<String, byte[]> sources = reader.exists(index) ? reader.sources(index) : Map.of();
      for (byte[] source : sources.values()) {
        JsonNode each = json(source);
        LocalDate day = LocalDate.parse(each.path("raised_on").asText());
        if (!day.isBefore(from) && !day.isAfter(to)) {
          raised.add(
              new Raised(
                  day,
                  each.path("warning_id").asText(),
                  each.path("peak_level").asText(),
                  each.path("status").asText(),
                  each.path("where_en").asText(),
                  each.path("where_zh").asText(),
                  each.path("what_en").asText(),
                  each.path("what_zh").asText()));
        }
      }
    }
    raised.sort(Comparator.comparing(Raised::day).thenComparing(Raised::id));
    return raised;
  }

  private static JsonNode json(byte[] source) {
    try {
      return MAPPER.readTree(source);
    } catch (IOException e) {
      throw new UncheckedIOException("Elasticsearch holds a document that is no JSON", e);
    }
  }

  @Override
  public void close() {
    totals.close();
  }
}
