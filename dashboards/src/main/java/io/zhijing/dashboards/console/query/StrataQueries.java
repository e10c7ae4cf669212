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
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/** Which strata are counted, and what stood out in them. Thread-safe. */
public final class StrataQueries {
  private static final int PRECISION = 40_000;
  private static final int MOST_ASKED = 500;

  private final Stored stored;
  private final SmallCounts counts;

  /** Queries over what is stored. */
  public StrataQueries(Stored stored) {
    this.stored = stored;
    this.counts = stored.smallCounts();
  }

  /**
   * A stratum as it stands on its last day.
   *
   * @param stratum which
   * @param day last day with a judgement
   * @param observed of that day
   * @param trials of that day
   * @param baseline what its expectation rests on
   * @param signal whether it stands out
   */
  public record StratumEntry(
      StratumView stratum,
      LocalDate day,
      Count observed,
      long trials,
      BaselineView baseline,
      boolean signal) {}

  /**
   * Which strata.
   *
   * @param stream which reports; empty for all
   * @param nodes node by dimension: that node itself; the others are free
   * @param text part of a name
   */
  public record StrataFilter(
      Optional<ReportStream> stream, Map<Dimension, String> nodes, String text) {}

  /** Those that fit, the latest judged first. */
  public Part<StratumEntry> strata(Viewer viewer, StrataFilter filter, Paging paging) {
    stored.access().require(viewer, Action.READ_AGGREGATES);
    Search search = new Search();
    filter.stream().ifPresent(stream -> search.term("stream", stream.code()));
    filter.nodes().forEach((dimension, node) -> search.term(dimension.code(), node));
    if (!filter.text().isBlank()) {
      search.any(
          new Search().contains("label_en", filter.text().strip()),
          new Search().contains("label_zh", filter.text().strip()));
    }
    search
        .aggregation("all")
        .putObject("cardinality")
        .put("field", "stratum")
        .put("precision_threshold", PRECISION);
    search.collapse("stratum").sort("day", false).sort("stratum", true).page(paging);
    JsonNode answer = stored.search().search(DocumentKind.COUNTS, search.body());
    return new Part<>(
        DocumentSearch.sources(answer).stream().map(each -> entry(viewer, new Doc(each))).toList(),
        Count.of(answer.at("/aggregations/all/value").asLong()));
  }

  /** Of some strata those that are counted, as they stand on their last day, in the order given. */
  public List<StratumEntry> among(Viewer viewer, Collection<Stratum> asked) {
    stored.access().require(viewer, Action.READ_AGGREGATES);
    if (asked.isEmpty()) {
      return List.of();
    }
    List<String> keys = asked.stream().map(Stratum::key).limit(MOST_ASKED).toList();
    Search search = new Search().terms("stratum", keys);
    search.collapse("stratum").sort("day", false).size(keys.size());
    Map<String, StratumEntry> found = new HashMap<>();
    DocumentSearch.sources(stored.search().search(DocumentKind.COUNTS, search.body()))
        .forEach(
            source -> {
              StratumEntry entry = entry(viewer, new Doc(source));
              found.put(entry.stratum().key(), entry);
            });
    return keys.stream().distinct().map(found::get).filter(Objects::nonNull).toList();
  }

  private StratumEntry entry(Viewer viewer, Doc doc) {
    Stratum stratum = Stratum.parse(doc.text("stratum"));
    return new StratumEntry(
        StratumViews.of(stored, stratum),
        doc.day("day"),
        counts.of(viewer, stratum, doc.number("observed")),
        doc.number("trials"),
        new BaselineView(
            doc.text("baseline"),
            doc.optional("baseline_reason"),
            (int) doc.number("reference_days"),
            (int) doc.number("left_out_days")),
        doc.json().path("signal").asBoolean());
  }

  /**
   * A finding that stood out, and what became of it.
   *
   * @param stratum where
   * @param day last day of the window
   * @param asOf when it was judged last
   * @param kind how it stands out
   * @param status current, or cleared since
   * @param windowDays length of the window
   * @param observed in the window
   * @param trials in the window
   * @param expected by the baseline
   * @param upperBound most that would not stand out
   * @param score absent where the count is masked
   * @param method name and version
   * @param decision what became of it
   * @param explainedBy the stratum that explains it, if another does
   */
  public record SignalEntry(
      StratumView stratum,
      LocalDate day,
      Instant asOf,
      String kind,
      String status,
      int windowDays,
      Count observed,
      long trials,
      double expected,
      double upperBound,
      Optional<Double> score,
      String method,
      String decision,
      Optional<StratumView> explainedBy) {}

  /**
   * Which signals.
   *
   * @param stratum of one stratum; empty for all
   * @param from first day
   * @param to last day
   * @param status current or cleared; empty for both
   */
  public record SignalFilter(
      Optional<Stratum> stratum,
      Optional<LocalDate> from,
      Optional<LocalDate> to,
      Optional<String> status) {}

  /** Those that fit, the latest first. */
  public Part<SignalEntry> signals(Viewer viewer, SignalFilter filter, Paging paging) {
    Search search = sorted(viewer, filter).page(paging);
    JsonNode answer = stored.search().search(DocumentKind.SIGNALS, search.body());
    return new Part<>(
        DocumentSearch.sources(answer).stream().map(each -> signal(viewer, new Doc(each))).toList(),
        Count.of(DocumentSearch.total(answer)));
  }

  /**
   * All that fit, the latest first.
   *
   * @throws TooManyRowsException if there are more than an export holds
   */
  public void eachSignal(Viewer viewer, SignalFilter filter, Consumer<SignalEntry> take) {
    stored.requireExportable(DocumentKind.SIGNALS, sorted(viewer, filter));
    stored
        .search()
        .scan(
            DocumentKind.SIGNALS,
            sorted(viewer, filter).body(),
            source -> take.accept(signal(viewer, new Doc(source))));
  }

  private Search sorted(Viewer viewer, SignalFilter filter) {
    stored.access().require(viewer, Action.READ_AGGREGATES);
    Search search = new Search();
    filter.stratum().ifPresent(stratum -> search.term("stratum", stratum.key()));
    filter.from().ifPresent(day -> search.from("day", day.toString()));
    filter.to().ifPresent(day -> search.to("day", day.toString()));
    filter.status().ifPresent(status -> search.term("status", status));
    return search.sort("day", false).sort("score", false).sort("stratum", true);
  }

  private SignalEntry signal(Viewer viewer, Doc doc) {
    Stratum stratum = Stratum.parse(doc.text("stratum"));
    Count observed = counts.coarse(viewer, stratum, doc.number("observed"));
    return new SignalEntry(
        StratumViews.of(stored, stratum),
        doc.day("day"),
        doc.instant("as_of").orElse(Instant.EPOCH),
        doc.text("kind"),
        doc.text("status"),
        (int) doc.number("window_days"),
        observed,
        doc.number("trials"),
        doc.real("expected").orElse(0.0),
        doc.real("upper_bound").orElse(0.0),
        doc.real("score").filter(score -> !observed.isMasked()),
        doc.text("method"),
        doc.text("decision"),
        doc.optional("explained_by").map(key -> StratumViews.of(stored, Stratum.parse(key))));
  }
}
