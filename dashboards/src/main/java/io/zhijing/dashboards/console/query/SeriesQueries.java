package io.zhijing.dashboards.console.query;

import com.fasterxml.jackson.databind.JsonNode;
import io.zhijing.connectors.elasticsearch.DocumentKind;
import io.zhijing.connectors.elasticsearch.DocumentSearch;
import io.zhijing.dashboards.console.access.Action;
import io.zhijing.dashboards.console.access.Viewer;
import io.zhijing.dashboards.console.query.Series.Day;
import io.zhijing.dashboards.console.query.Series.State;
import io.zhijing.dashboards.console.query.Series.Why;
import io.zhijing.dashboards.console.query.Series.Window;
import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.model.ReportStream;
import io.zhijing.detection.model.Stratum;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Counts of strata: day by day, the strata there are, and their signals. Thread-safe. */
public final class SeriesQueries {
  /** Longest range of days. */
  public static final int MOST_DAYS = 1_100;

  private static final List<Dimension> DIMENSIONS = List.of(Dimension.values());

  private final Stored stored;
  private final SmallCounts counts;
  private final WarningQueries warnings;

  /** Queries that tell the warnings on a series too. */
  public SeriesQueries(Stored stored, WarningQueries warnings) {
    this.stored = stored;
    this.counts = stored.smallCounts();
    this.warnings = warnings;
  }

  /**
   * A range of days.
   *
   * @param from first; empty for a year before the last
   * @param to last; empty for the last one known
   */
  public record Range(Optional<LocalDate> from, Optional<LocalDate> to) {}

  /** A stratum day by day; of a range longer than {@link #MOST_DAYS} the last days. */
  public Series series(Viewer viewer, Stratum stratum, Range range) {
    stored.access().require(viewer, Action.READ_AGGREGATES);
    Life life = life(stratum.stream());
    LocalDate to = range.to().or(life::until).orElse(LocalDate.EPOCH);
    LocalDate asked = range.from().orElse(to.minusYears(1).plusDays(1));
    LocalDate from =
        ChronoUnit.DAYS.between(asked, to) >= MOST_DAYS ? to.minusDays(MOST_DAYS - 1) : asked;
    Map<LocalDate, Doc> documents = documents(stratum, from, to);
    if (counts.hides(viewer, stratum)) {
      int reach = reach(documents.values());
      documents.putAll(documents(stratum, from.minusDays(reach), from.minusDays(1)));
      documents.putAll(documents(stratum, to.plusDays(1), to.plusDays(reach)));
    }
    return new Series(
        StratumViews.of(stored, stratum),
        from,
        to,
        life.since(),
        life.until(),
        days(new Cell(viewer, stratum), from, to, documents, life),
        warnings.on(viewer, stratum));
  }

  /** How far from a day there may be others that its window tells something of. */
  private static int reach(Collection<Doc> documents) {
    return (int) documents.stream().mapToLong(doc -> doc.number("window_days")).max().orElse(0);
  }

  /**
   * The days from the first to the last as the viewer is shown them.
   *
   * @param documents by day; for a viewer from whom small counts are hidden also those before and
   *     after that windows of these days reach
   */
  List<Day> days(
      Cell cell, LocalDate first, LocalDate last, Map<LocalDate, Doc> documents, Life life) {
    NavigableMap<LocalDate, Count> observed = new TreeMap<>();
    documents.forEach(
        (day, doc) ->
            observed.put(day, counts.of(cell.viewer(), cell.stratum(), doc.number("observed"))));
    List<Day> days = new ArrayList<>();
    for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
      Optional<Doc> doc = Optional.ofNullable(documents.get(day));
      days.add(day(day, doc, Optional.ofNullable(observed.get(day)), life));
    }
    if (!counts.hides(cell.viewer(), cell.stratum())) {
      return days;
    }
    return days.stream().map(each -> withoutTelltales(each, observed)).toList();
  }

  private Map<LocalDate, Doc> documents(Stratum stratum, LocalDate from, LocalDate to) {
    Search search = new Search().term("stratum", stratum.key()).days("day", from, to);
    search.sort("day", true).size(MOST_DAYS);
    Map<LocalDate, Doc> documents = new TreeMap<>();
    for (JsonNode source :
        DocumentSearch.sources(stored.search().search(DocumentKind.COUNTS, search.body()))) {
      Doc doc = new Doc(source);
      documents.put(doc.day("day"), doc);
    }
    return documents;
  }

  private Day day(LocalDate day, Optional<Doc> doc, Optional<Count> observed, Life life) {
    boolean isCounted =
        doc.filter(each -> each.number("observed") > 0 || each.number("trials") > 0).isPresent();
    Optional<Why> why = isCounted ? Optional.empty() : life.whyNotZero(day);
    State state = isCounted ? State.COUNTED : why.map(SeriesQueries::state).orElse(State.ZERO);
    boolean isKnown = state == State.COUNTED || state == State.ZERO;
    return new Day(
        day,
        state,
        why,
        isKnown ? Optional.of(observed.orElse(Count.of(0))) : Optional.empty(),
        isKnown ? Optional.of(doc.map(each -> each.number("trials")).orElse(0L)) : Optional.empty(),
        doc.map(this::window));
  }

  /** A stratum that somebody looks at. */
  record Cell(Viewer viewer, Stratum stratum) {}

  private static State state(Why why) {
    return switch (why) {
      case NOT_YET_WATCHED, NOT_YET_KNOWN -> State.NO_DATA;
      case SOURCE_SILENT, RECORDS_REFUSED -> State.BROKEN;
    };
  }

  private Window window(Doc doc) {
    return new Window(
        doc.instant("as_of").orElse(Instant.EPOCH),
        (int) doc.number("window_days"),
        Count.of(doc.number("window_observed")),
        doc.number("window_trials"),
        doc.real("expected"),
        doc.real("upper_bound"),
        doc.real("p_value"),
        doc.real("score"),
        doc.optional("method"),
        new BaselineView(
            doc.text("baseline"),
            doc.optional("baseline_reason"),
            (int) doc.number("reference_days"),
            (int) doc.number("left_out_days")),
        doc.json().path("signal").asBoolean(),
        doc.optional("reason"));
  }

  /**
   * In a hidden cell the window's count tells a masked day: two windows that follow each other
   * differ by it. So a window with a masked day in or beside it is masked whatever its count. What
   * was expected of it, and how it compares, rests on the masked days of years before.
   */
  private Day withoutTelltales(Day day, NavigableMap<LocalDate, Count> observed) {
    return new Day(
        day.day(),
        day.state(),
        day.why(),
        day.observed(),
        day.trials(),
        day.window().map(window -> withoutTelltales(day.day(), window, observed)));
  }

  private Window withoutTelltales(
      LocalDate day, Window window, NavigableMap<LocalDate, Count> observed) {
    LocalDate before = day.minusDays(window.days());
    Collection<Count> around =
        observed.subMap(before, true, day.plusDays(window.days()), true).values();
    boolean isTold =
        window.observed().value().orElse(0) == 0 || around.stream().noneMatch(Count::isMasked);
    return new Window(
        window.asOf(),
        window.days(),
        isTold
            ? window.observed()
            : counts.window(observed.subMap(before, false, day, true).values()),
        window.trials(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        window.method(),
        window.baseline(),
        window.signal(),
        window.reason().filter(code -> isTold));
  }

  /** What is known of the life of a stream. */
  private Life life(ReportStream stream) {
    Search search = new Search().term("stream", stream.code());
    DIMENSIONS.forEach(each -> search.missing(each.code()));
    search.any(new Search().atLeast("trials", 1), new Search().atLeast("observed", 1));
    search
        .aggregation("days")
        .putObject("date_histogram")
        .put("field", "day")
        .put("calendar_interval", "day")
        .put("format", "yyyy-MM-dd")
        .put("min_doc_count", 1);
    TreeSet<LocalDate> alive = new TreeSet<>();
    stored
        .search()
        .search(DocumentKind.COUNTS, search.body())
        .at("/aggregations/days/buckets")
        .forEach(each -> alive.add(LocalDate.parse(each.path("key_as_string").asText())));
    Optional<LocalDate> since =
        Optional.ofNullable(stored.watching().since().get(stream.code()))
            .or(() -> alive.isEmpty() ? Optional.empty() : Optional.of(alive.first()));
    return new Life(
        alive, since, knownUntil(alive), refused(stream), stored.watching().silentAfterDays());
  }

  private Optional<LocalDate> knownUntil(NavigableSet<LocalDate> alive) {
    Optional<LocalDate> clock =
        stored.clock().map(at -> at.atZone(stored.pack().zone()).toLocalDate());
    Optional<LocalDate> counted = alive.isEmpty() ? Optional.empty() : Optional.of(alive.last());
    return clock.isPresent() && counted.isPresent() && counted.get().isAfter(clock.get())
        ? counted
        : clock.or(() -> counted);
  }

  private Set<LocalDate> refused(ReportStream stream) {
    Set<String> topics = new TreeSet<>();
    stored
        .watching()
        .streamByTopic()
        .forEach(
            (topic, code) -> {
              if (code.equals(stream.code())) {
                topics.add(topic);
              }
            });
    Search search = new Search().term("stage", "decode").terms("topic", topics);
    search
        .aggregation("days")
        .putObject("date_histogram")
        .put("field", "received_at")
        .put("calendar_interval", "day")
        .put("time_zone", stored.pack().zone().getId())
        .put("format", "yyyy-MM-dd")
        .put("min_doc_count", 1);
    Set<LocalDate> days = new TreeSet<>();
    stored
        .search()
        .search(DocumentKind.DEAD_LETTERS, search.body())
        .at("/aggregations/days/buckets")
        .forEach(each -> days.add(LocalDate.parse(each.path("key_as_string").asText())));
    return days;
  }

  /** When a stream lived. */
  record Life(
      NavigableSet<LocalDate> alive,
      Optional<LocalDate> since,
      Optional<LocalDate> until,
      Set<LocalDate> refused,
      int silentAfterDays) {

    /** Why a day without a report is no zero; empty if it is one. */
    Optional<Why> whyNotZero(LocalDate day) {
      if (since.isEmpty() || day.isBefore(since.get())) {
        return Optional.of(Why.NOT_YET_WATCHED);
      }
      if (until.isEmpty() || day.isAfter(until.get())) {
        return Optional.of(Why.NOT_YET_KNOWN);
      }
      if (alive.contains(day)) {
        return Optional.empty();
      }
      if (refused.contains(day)) {
        return Optional.of(Why.RECORDS_REFUSED);
      }
      LocalDate before = alive.lower(day) == null ? since.get().minusDays(1) : alive.lower(day);
      LocalDate after = alive.higher(day) == null ? until.get().plusDays(1) : alive.higher(day);
      boolean isSilent = ChronoUnit.DAYS.between(before, after) - 1 > silentAfterDays;
      return isSilent ? Optional.of(Why.SOURCE_SILENT) : Optional.empty();
    }
  }
}
