package io.zhijing.dashboards.console.query;

import com.fasterxml.jackson.databind.JsonNode;
import io.zhijing.connectors.elasticsearch.DocumentKind;
import io.zhijing.connectors.elasticsearch.DocumentSearch;
import io.zhijing.dashboards.console.access.Action;
import io.zhijing.dashboards.console.access.Viewer;
import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.model.ReportStream;
import io.zhijing.detection.model.Stratum;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether what comes in can be trusted: accounts, dead letters, signs of life. Thread-safe. */
public final class QualityQueries {
  private static final int MOST_SOURCES = 100;
  private static final List<String> KINDS = List.of("body", "channel", "platform");

  private final Stored stored;
  private final SmallCounts counts;

  /** Queries over what is stored. */
  public QualityQueries(Stored stored) {
    this.stored = stored;
    this.counts = stored.smallCounts();
  }

  /**
   * The state of the input.
   *
   * @param accounts of every stream
   * @param deadLetters records that could not be used
   * @param sources every source with its last sign of life
   */
  public record Quality(List<Accounts> accounts, DeadLetters deadLetters, List<Source> sources) {}

  /**
   * The accounts of a stream since the job first started.
   *
   * @param stream its code
   * @param asOf when they were drawn up, by the job's clock
   * @param received records read, signs of life excepted
   * @param decoded of these usable
   * @param deadLetters of these not usable
   * @param current reports whose newest revision counts or was withdrawn
   * @param duplicate exact repeats
   * @param superseded revisions replaced by newer ones
   * @param withdrawn current ones that were taken back
   * @param late current ones that came too late to count
   * @param heartbeats signs of life
   * @param heardAt when the job last heard anything of it, by the job's own clock
   * @param silent whether that is longer ago than its settings allow
   * @param balanced whether received = decoded + dead letters, decoded = current + duplicate +
   *     superseded
   */
  public record Accounts(
      String stream,
      Optional<Instant> asOf,
      long received,
      long decoded,
      long deadLetters,
      long current,
      long duplicate,
      long superseded,
      long withdrawn,
      long late,
      long heartbeats,
      Optional<Instant> heardAt,
      boolean silent,
      boolean balanced) {}

  /**
   * Records that could not be used, or not any more.
   *
   * @param total how many
   * @param byReason how many for each reason; one letter may have several
   * @param byTopic how many from each topic or stream
   * @param byStage where they left the path
   */
  public record DeadLetters(
      long total,
      Map<String, Long> byReason,
      Map<String, Long> byTopic,
      Map<String, Long> byStage) {}

  /**
   * Who sends reports.
   *
   * @param stream that it sends to
   * @param kind what it is named by: body, channel, platform, or stream for the whole of it
   * @param name its name
   * @param lastSign when something of it arrived last; where its count is masked, the authority's
   *     midnight that began that day
   * @param reports how many came of it; of complaints, masked as those of one firm: a platform is
   *     one
   * @param silent whether that is longer ago, by the stream's clock, than a live source is silent
   */
  public record Source(
      String stream,
      String kind,
      String name,
      Optional<Instant> lastSign,
      Count reports,
      boolean silent) {}

  /** One record that could not be used; never what stood in it. */
  public record DeadLetter(
      String stage,
      String topic,
      Optional<Long> partition,
      Optional<Long> offset,
      Optional<Instant> receivedAt,
      List<String> reasons,
      List<String> fields,
      Optional<Long> size) {}

  /** The state of the input. */
  public Quality quality(Viewer viewer) {
    stored.access().require(viewer, Action.READ_AGGREGATES);
    List<Accounts> accounts = accounts();
    Search search = new Search().counted();
    search.by("reasons", "reasons", MOST_SOURCES);
    search.by("topics", "topic", MOST_SOURCES);
    search.by("stages", "stage", MOST_SOURCES);
    JsonNode letters = stored.search().search(DocumentKind.DEAD_LETTERS, search.body());
    return new Quality(
        accounts,
        new DeadLetters(
            DocumentSearch.total(letters),
            buckets(letters, "reasons"),
            buckets(letters, "topics"),
            buckets(letters, "stages")),
        sources(viewer));
  }

  private static Map<String, Long> buckets(JsonNode answer, String name) {
    Map<String, Long> found = new LinkedHashMap<>();
    answer
        .path("aggregations")
        .path(name)
        .path("buckets")
        .forEach(each -> found.put(each.path("key").asText(), each.path("doc_count").asLong()));
    return found;
  }

  private List<Accounts> accounts() {
    Search search = new Search().sort("source", true).size(MOST_SOURCES);
    List<Accounts> accounts = new ArrayList<>();
    for (JsonNode source :
        DocumentSearch.sources(stored.search().search(DocumentKind.HEALTH, search.body()))) {
      Doc doc = new Doc(source);
      long received = doc.number("received");
      long decoded = doc.number("decoded");
      long dead = doc.number("dead_letters");
      long current = doc.number("current");
      long duplicate = doc.number("duplicate");
      long superseded = doc.number("superseded");
      accounts.add(
          new Accounts(
              doc.text("source"),
              doc.instant("as_of"),
              received,
              decoded,
              dead,
              current,
              duplicate,
              superseded,
              doc.number("withdrawn"),
              doc.number("late"),
              doc.number("heartbeats"),
              doc.instant("heard_at"),
              doc.flag("silent"),
              received == decoded + dead && decoded == current + duplicate + superseded));
    }
    return accounts;
  }

  /** Signs of life that carry no report are counted by the job, not dated: reports are dated. */
  private List<Source> sources(Viewer viewer) {
    Search search = new Search();
    var streams = search.by("streams", "stream", MOST_SOURCES).putObject("aggs");
    streams.putObject("last").putObject("max").put("field", "arrived_at");
    for (String kind : KINDS) {
      var each = streams.putObject(kind);
      each.putObject("terms").put("field", kind).put("size", MOST_SOURCES);
      each.putObject("aggs").putObject("last").putObject("max").put("field", "arrived_at");
    }
    JsonNode answer = stored.search().search(DocumentKind.REPORTS, search.body());
    return sources(viewer, answer.at("/aggregations/streams/buckets"), stored.clock());
  }

  /**
   * Sources as the viewer is shown them.
   *
   * @param streams buckets of the streams, with those of each kind within
   * @param clock how far the job has heard
   */
  List<Source> sources(Viewer viewer, JsonNode streams, Optional<Instant> clock) {
    List<Source> sources = new ArrayList<>();
    for (JsonNode stream : streams) {
      String code = stream.path("key").asText();
      Count all = Count.of(stream.path("doc_count").asLong());
      sources.add(source(new Kind(code, "stream"), stream, all, clock));
      for (String kind : KINDS) {
        List<SmallCounts.Cell> cells = new ArrayList<>();
        stream
            .path(kind)
            .path("buckets")
            .forEach(each -> cells.add(cell(code, each.path("doc_count").asLong())));
        List<Count> shown = counts.parts(viewer, cells);
        for (int i = 0; i < shown.size(); i++) {
          JsonNode bucket = stream.path(kind).path("buckets").path(i);
          sources.add(source(new Kind(code, kind), bucket, shown.get(i), clock));
        }
      }
    }
    return sources;
  }

  /** Of no place, and as delicate as one firm. */
  private static SmallCounts.Cell cell(String stream, long count) {
    return new SmallCounts.Cell(
        new Stratum(ReportStream.ofCode(stream), Map.of(Dimension.ENTERPRISE, "unknown")), count);
  }

  private record Kind(String stream, String kind) {}

  private Source source(Kind kind, JsonNode bucket, Count reports, Optional<Instant> clock) {
    JsonNode last = bucket.at("/last/value");
    Optional<Instant> sign =
        last.isNumber() ? Optional.of(Instant.ofEpochMilli(last.asLong())) : Optional.empty();
    Duration patience = Duration.ofDays(stored.watching().silentAfterDays());
    boolean isSilent =
        clock.isPresent() && sign.filter(at -> !at.plus(patience).isBefore(clock.get())).isEmpty();
    return new Source(
        kind.stream(),
        kind.kind(),
        bucket.path("key").asText(),
        reports.isMasked() ? sign.map(this::midnight) : sign,
        reports,
        isSilent);
  }

  private Instant midnight(Instant at) {
    ZoneId zone = stored.pack().zone();
    return at.atZone(zone).toLocalDate().atStartOfDay(zone).toInstant();
  }

  /**
   * Single letters, the latest first.
   *
   * @param reason empty for all
   */
  public Part<DeadLetter> deadLetters(Viewer viewer, String reason, Paging paging) {
    stored.access().require(viewer, Action.READ_AGGREGATES);
    Search search = new Search();
    if (!reason.isBlank()) {
      search.term("reasons", reason);
    }
    search.sort("received_at", false).page(paging);
    JsonNode answer = stored.search().search(DocumentKind.DEAD_LETTERS, search.body());
    return new Part<>(
        DocumentSearch.sources(answer).stream().map(each -> letter(new Doc(each))).toList(),
        Count.of(DocumentSearch.total(answer)));
  }

  private static DeadLetter letter(Doc doc) {
    return new DeadLetter(
        doc.text("stage"),
        doc.text("topic"),
        doc.has("partition") ? Optional.of(doc.number("partition")) : Optional.empty(),
        doc.has("offset") ? Optional.of(doc.number("offset")) : Optional.empty(),
        doc.instant("received_at"),
        doc.texts("reasons"),
        doc.texts("fields"),
        doc.has("size") ? Optional.of(doc.number("size")) : Optional.empty());
  }
}
