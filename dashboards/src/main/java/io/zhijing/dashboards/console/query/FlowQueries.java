package io.zhijing.dashboards.console.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zhijing.connectors.elasticsearch.DocumentKind;
import io.zhijing.connectors.elasticsearch.DocumentSearch;
import io.zhijing.dashboards.console.access.Action;
import io.zhijing.dashboards.console.access.Viewer;
import io.zhijing.detection.model.ReportStream;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How what comes in flows over time: what could not be used week by week, how long reports take to
 * arrive, and what was corrected. Of whole streams, which are wider than anything that is masked.
 * Thread-safe.
 */
public final class FlowQueries {
  private static final int WEEKS = 26;
  private static final int DELAY_DAYS = 90;
  private static final int MOST_KINDS = 50;

  /** Upper ends of the groups of delays, in days; beyond the last stands a group of its own. */
  public static final List<Integer> DELAYS = List.of(0, 1, 3, 7, 14, 30);

  private final Stored stored;

  /** Queries over what is stored. */
  public FlowQueries(Stored stored) {
    this.stored = stored;
  }

  /**
   * How what comes in flows.
   *
   * @param letters records that could not be used, by week, reason and topic
   * @param delays how long reports took, by stream
   * @param corrections what was corrected and taken back, by stream
   */
  public record Flow(
      List<LettersOfWeek> letters, List<Delays> delays, List<Corrections> corrections) {}

  /**
   * Records of a week that could not be used, or not any more.
   *
   * @param monday first day of the week in which they arrived
   * @param byReason how many for each reason; one letter may have several
   * @param byTopic how many from each topic or stream
   */
  public record LettersOfWeek(
      LocalDate monday, Map<String, Long> byReason, Map<String, Long> byTopic) {}

  /**
   * How long the reports of the last days took from the day that they count for.
   *
   * @param stream its code
   * @param reports how many in each group of {@link #DELAYS}, and beyond
   */
  public record Delays(String stream, List<Long> reports) {}

  /**
   * What was corrected.
   *
   * @param stream its code
   * @param reports current ones
   * @param corrected those with a revision after the first
   * @param withdrawn those that were taken back
   */
  public record Corrections(String stream, long reports, long corrected, long withdrawn) {}

  /** How what comes in flows. */
  public Flow flow(Viewer viewer) {
    stored.access().require(viewer, Action.READ_AGGREGATES);
    return new Flow(letters(), delays(), corrections());
  }

  private List<LettersOfWeek> letters() {
    Search newest = new Search().sort("received_at", false).only("received_at").size(1);
    Optional<Instant> last =
        DocumentSearch.sources(stored.search().search(DocumentKind.DEAD_LETTERS, newest.body()))
            .stream()
            .map(source -> new Doc(source).instant("received_at"))
            .flatMap(Optional::stream)
            .findFirst();
    if (last.isEmpty()) {
      return List.of();
    }
    Search search =
        new Search().from("received_at", last.get().minus(WEEKS * 7L, ChronoUnit.DAYS).toString());
    ObjectNode weeks = search.aggregation("weeks");
    weeks
        .putObject("date_histogram")
        .put("field", "received_at")
        .put("calendar_interval", "week")
        .put("time_zone", stored.pack().zone().getId())
        .put("format", "yyyy-MM-dd")
        .put("min_doc_count", 0);
    ObjectNode parts = weeks.putObject("aggs");
    parts.putObject("reasons").putObject("terms").put("field", "reasons").put("size", MOST_KINDS);
    parts.putObject("topics").putObject("terms").put("field", "topic").put("size", MOST_KINDS);
    List<LettersOfWeek> found = new ArrayList<>();
    stored
        .search()
        .search(DocumentKind.DEAD_LETTERS, search.body())
        .at("/aggregations/weeks/buckets")
        .forEach(
            week ->
                found.add(
                    new LettersOfWeek(
                        LocalDate.parse(week.path("key_as_string").asText()),
                        counts(week.path("reasons")),
                        counts(week.path("topics")))));
    return found;
  }

  private static Map<String, Long> counts(JsonNode terms) {
    Map<String, Long> counts = new TreeMap<>();
    terms
        .path("buckets")
        .forEach(each -> counts.put(each.path("key").asText(), each.path("doc_count").asLong()));
    return counts;
  }

  /** A bare server computes no differences of fields, so days are set against days of arrival. */
  private List<Delays> delays() {
    Optional<LocalDate> last =
        stored.clock().map(at -> at.atZone(stored.pack().zone()).toLocalDate());
    if (last.isEmpty()) {
      return List.of();
    }
    Search search =
        new Search().days("event_date", last.get().minusDays(DELAY_DAYS - 1), last.get());
    ObjectNode streams =
        search.by("streams", "stream", ReportStream.values().length).putObject("aggs");
    ObjectNode events = streams.putObject("events");
    byDay(events, "event_date", Optional.empty());
    byDay(
        events.putObject("aggs").putObject("arrivals"),
        "arrived_at",
        Optional.of(stored.pack().zone().getId()));
    List<Delays> found = new ArrayList<>();
    for (JsonNode stream :
        stored
            .search()
            .search(DocumentKind.REPORTS, search.body())
            .at("/aggregations/streams/buckets")) {
      long[] groups = new long[DELAYS.size() + 1];
      for (JsonNode event : stream.at("/events/buckets")) {
        LocalDate day = LocalDate.parse(event.path("key_as_string").asText());
        for (JsonNode arrival : event.at("/arrivals/buckets")) {
          LocalDate on = LocalDate.parse(arrival.path("key_as_string").asText());
          groups[group(ChronoUnit.DAYS.between(day, on))] += arrival.path("doc_count").asLong();
        }
      }
      List<Long> reports = new ArrayList<>();
      for (long each : groups) {
        reports.add(each);
      }
      found.add(new Delays(stream.path("key").asText(), List.copyOf(reports)));
    }
    return found;
  }

  private static void byDay(ObjectNode aggregation, String field, Optional<String> zone) {
    ObjectNode histogram = aggregation.putObject("date_histogram");
    histogram
        .put("field", field)
        .put("calendar_interval", "day")
        .put("format", "yyyy-MM-dd")
        .put("min_doc_count", 1);
    zone.ifPresent(id -> histogram.put("time_zone", id));
  }

  private static int group(long days) {
    int group = 0;
    while (group < DELAYS.size() && days > DELAYS.get(group)) {
      group++;
    }
    return group;
  }

  private List<Corrections> corrections() {
    Search search = new Search();
    ObjectNode streams =
        search.by("streams", "stream", ReportStream.values().length).putObject("aggs");
    streams
        .putObject("corrected")
        .putObject("filter")
        .putObject("range")
        .putObject("revision")
        .put("gt", 0);
    streams.putObject("withdrawn").putObject("filter").putObject("term").put("status", "withdrawn");
    List<Corrections> found = new ArrayList<>();
    stored
        .search()
        .search(DocumentKind.REPORTS, search.body())
        .at("/aggregations/streams/buckets")
        .forEach(
            each ->
                found.add(
                    new Corrections(
                        each.path("key").asText(),
                        each.path("doc_count").asLong(),
                        each.at("/corrected/doc_count").asLong(),
                        each.at("/withdrawn/doc_count").asLong())));
    return found;
  }
}
