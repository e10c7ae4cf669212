package io.zhijing.dashboards.console.query;

import com.fasterxml.jackson.databind.JsonNode;
import io.zhijing.connectors.elasticsearch.DocumentIds;
import io.zhijing.connectors.elasticsearch.DocumentKind;
import io.zhijing.connectors.elasticsearch.DocumentSearch;
import io.zhijing.dashboards.console.access.Action;
import io.zhijing.dashboards.console.access.Viewer;
import io.zhijing.dashboards.console.query.WarningFilter.Order;
import io.zhijing.detection.model.Coded;
import io.zhijing.detection.model.RiskLevel;
import io.zhijing.detection.model.Stratum;
import io.zhijing.detection.warning.Warning.Status;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Warnings, and everything that hangs on one. Thread-safe. */
public final class WarningQueries {
  /** The highest first. */
  private static final List<RiskLevel> LEVELS =
      List.of(RiskLevel.RED, RiskLevel.ORANGE, RiskLevel.YELLOW, RiskLevel.BLUE, RiskLevel.NONE);

  private static final int MOST_RELATED = 2_000;
  private static final int MOST_STEPS = 1_000;

  private final Stored stored;
  private final WarningSearch searches;
  private final Clock clock;

  /** Queries by a clock, which says what is overdue. */
  public WarningQueries(Stored stored, Clock clock) {
    this.stored = stored;
    this.searches = new WarningSearch(stored);
    this.clock = clock;
  }

  /** Those that a viewer may see and that fit. */
  public WarningList list(Viewer viewer, WarningFilter filter, Order order, Paging paging) {
    Map<String, Long> byLevel = byLevel(viewer, filter);
    List<RiskLevel> asked =
        LEVELS.stream()
            .filter(level -> filter.level().isEmpty() || filter.level().contains(level))
            .toList();
    long total = asked.stream().mapToLong(level -> byLevel.getOrDefault(level.code(), 0L)).sum();
    List<WarningSummary> items = new ArrayList<>();
    if (order == Order.LEVEL) {
      int before = 0;
      for (RiskLevel level : asked) {
        int here = byLevel.getOrDefault(level.code(), 0L).intValue();
        int from = Math.max(0, paging.from() - before);
        int to = Math.min(here, paging.from() + paging.size() - before);
        if (from < to) {
          Search search = searches.filtered(viewer, filter, clock.instant());
          search.term("level", level.code()).slice(from, to - from);
          items.addAll(summaries(viewer, sorted(search, order)));
        }
        before += here;
      }
    } else {
      Search search = searches.filtered(viewer, filter, clock.instant());
      search.terms("level", asked.stream().map(Coded::code).toList()).page(paging);
      items.addAll(summaries(viewer, sorted(search, order)));
    }
    return new WarningList(items, total, byLevel);
  }

  private Map<String, Long> byLevel(Viewer viewer, WarningFilter filter) {
    Search search = searches.filtered(viewer, filter, clock.instant());
    search.by("levels", "level", LEVELS.size());
    Map<String, Long> found = new LinkedHashMap<>();
    LEVELS.forEach(level -> found.put(level.code(), 0L));
    stored
        .search()
        .search(DocumentKind.WARNINGS, search.body())
        .at("/aggregations/levels/buckets")
        .forEach(each -> found.put(each.path("key").asText(), each.path("doc_count").asLong()));
    return found;
  }

  static Search sorted(Search search, Order order) {
    return switch (order) {
      case LEVEL, RAISED -> search.sort("raised_on", false).sort("warning_id", true);
      case CHANGED -> search.sort("as_of", false).sort("warning_id", true);
      case SCORE -> search.sort("score", false).sort("warning_id", true);
      case DUE -> search.sort("missed", false).sortFirst("due_at").sort("warning_id", true);
    };
  }

  private List<WarningSummary> summaries(Viewer viewer, Search search) {
    return summaries(viewer, search, new WarningReader(stored, viewer, clock.instant()));
  }

  private List<WarningSummary> summaries(Viewer viewer, Search search, WarningReader reader) {
    return DocumentSearch.sources(stored.search().search(DocumentKind.WARNINGS, search.body()))
        .stream()
        .map(Doc::new)
        .filter(doc -> searches.isVisible(viewer, doc))
        .map(reader::summary)
        .toList();
  }

  /**
   * All that a viewer may see and that fit, the latest raised first, for an export.
   *
   * @throws TooManyRowsException if there are more than an export holds
   */
  public void each(Viewer viewer, WarningFilter filter, Consumer<WarningSummary> take) {
    WarningReader reader = new WarningReader(stored, viewer, clock.instant());
    stored.requireExportable(DocumentKind.WARNINGS, fitting(viewer, filter));
    stored
        .search()
        .scan(
            DocumentKind.WARNINGS,
            sorted(fitting(viewer, filter), Order.RAISED).body(),
            source -> {
              Doc doc = new Doc(source);
              if (searches.isVisible(viewer, doc)) {
                take.accept(reader.summary(doc));
              }
            });
  }

  private Search fitting(Viewer viewer, WarningFilter filter) {
    Search search = searches.filtered(viewer, filter, clock.instant());
    if (!filter.level().isEmpty()) {
      search.terms("level", filter.level().stream().map(Coded::code).toList());
    }
    return search;
  }

  /** One. */
  public WarningDetail one(Viewer viewer, String id) {
    return new WarningReader(stored, viewer, clock.instant()).detail(document(viewer, id));
  }

  /**
   * The document of one that the viewer may see.
   *
   * @throws UnknownException if there is none
   */
  Doc document(Viewer viewer, String id) {
    return document(viewer, id, Action.READ_WARNINGS);
  }

  private Doc document(Viewer viewer, String id, Action action) {
    stored.access().require(viewer, action);
    Search search = new Search().term("warning_id", id).size(1);
    Doc doc =
        DocumentSearch.sources(stored.search().search(DocumentKind.WARNINGS, search.body()))
            .stream()
            .map(Doc::new)
            .findFirst()
            .orElseThrow(() -> new UnknownException("warning"));
    searches.require(viewer, action, doc);
    return doc;
  }

  /** Refuses a command on a warning that is not the viewer's to act on. */
  public void requireCommand(Viewer viewer, String id) {
    document(viewer, id, Action.COMMAND);
  }

  /**
   * Entries on a warning.
   *
   * @param latest of them, oldest first
   * @param earlier how many more there are, before the latest
   */
  public record Entries(List<AuditEntry> latest, long earlier) {}

  /** What happened to one but its deliveries. */
  public Entries history(Viewer viewer, String id) {
    document(viewer, id);
    return entries(stored.search().search(DocumentKind.AUDIT, lastSteps(id).body()));
  }

  /** Who was told of one, and who was not and why. */
  public Entries deliveries(Viewer viewer, String id) {
    document(viewer, id);
    return entries(stored.search().search(DocumentKind.AUDIT, lastTold(id).body()));
  }

  static Search lastSteps(String id) {
    return latest(new Search().term("warning_id", id).not("action", AuditReader.DELIVERIES));
  }

  static Search lastTold(String id) {
    return latest(new Search().term("warning_id", id).terms("action", AuditReader.DELIVERIES));
  }

  /** The latest first, so that it is the earliest that a bound leaves out. */
  private static Search latest(Search search) {
    return search.sort("at", false).sort("revision", false).size(MOST_STEPS).counted();
  }

  static Entries entries(JsonNode answer) {
    List<AuditEntry> latest = new ArrayList<>();
    DocumentSearch.sources(answer)
        .forEach(source -> latest.add(AuditReader.entry(new Doc(source))));
    Collections.reverse(latest);
    return new Entries(List.copyOf(latest), DocumentSearch.total(answer) - latest.size());
  }

  /**
   * Warnings of strata that one contains, or that contain it, over days that it has too.
   *
   * @param narrower of a part of it
   * @param wider of more than it
   */
  public record Related(List<WarningSummary> narrower, List<WarningSummary> wider) {}

  /** Those that a viewer may see. */
  public Related related(Viewer viewer, String id) {
    Doc doc = document(viewer, id);
    if (!doc.has("first_day")) {
      return new Related(List.of(), List.of());
    }
    Search search = searches.visible(viewer);
    search
        .term("stream", doc.text("stream"))
        .to("first_day", doc.text("last_day"))
        .from("last_day", doc.text("first_day"))
        .sort("raised_on", false)
        .size(MOST_RELATED);
    Stratum own = WarningReader.focus(doc);
    WarningReader reader = new WarningReader(stored, viewer, clock.instant());
    List<WarningSummary> narrower = new ArrayList<>();
    List<WarningSummary> wider = new ArrayList<>();
    for (JsonNode source :
        DocumentSearch.sources(stored.search().search(DocumentKind.WARNINGS, search.body()))) {
      Doc other = new Doc(source);
      Stratum its = WarningReader.focus(other);
      if (other.text("warning_id").equals(id) || !searches.isVisible(viewer, other)) {
        continue;
      }
      if (stored.lattice().contains(own, its)) {
        narrower.add(reader.summary(other));
      } else if (stored.lattice().contains(its, own)) {
        wider.add(reader.summary(other));
      }
    }
    return new Related(narrower, wider);
  }

  /**
   * The latest of the same subject, if one that the viewer may see was raised since: from then on
   * nothing can be done with the earlier one.
   */
  public Optional<WarningSummary> successor(Viewer viewer, String id) {
    Search search = searches.visible(viewer);
    search
        .term("stratum", document(viewer, id).text("stratum"))
        .sort("raised_at", false)
        .sort("as_of", false)
        .size(1);
    return summaries(viewer, search).stream().findFirst().filter(each -> !each.id().equals(id));
  }

  /** Those on a stratum itself, for its series. */
  List<WarningSummary> on(Viewer viewer, Stratum stratum) {
    Search search = searches.visible(viewer);
    search.any(
        new Search().term("focus", stratum.key()), new Search().term("stratum", stratum.key()));
    return summaries(
        viewer,
        search.sort("raised_on", false).size(Paging.MOST),
        WarningReader.besideDays(stored, viewer, clock.instant()));
  }

  /** Those that stand, the latest changed first, no more than a number. */
  List<Doc> standing(Viewer viewer, int most) {
    Search search = searches.visible(viewer).term("status", Status.OPEN.code());
    search.sort("as_of", false).size(most);
    return DocumentSearch.sources(stored.search().search(DocumentKind.WARNINGS, search.body()))
        .stream()
        .map(Doc::new)
        .filter(doc -> searches.isVisible(viewer, doc))
        .sorted(Comparator.comparing(doc -> doc.text("warning_id")))
        .toList();
  }

  /** The id under which the document of a warning is stored. */
  static String documentId(String warning) {
    return DocumentIds.shortened(warning);
  }

  /** Ids of all that an officer may see; empty for a viewer who sees all. */
  Optional<List<String>> ownIds(Viewer viewer) {
    if (!WarningSearch.isOfficerOnly(viewer)) {
      return Optional.empty();
    }
    List<String> ids = new ArrayList<>();
    stored
        .search()
        .scan(
            DocumentKind.WARNINGS,
            searches.visible(viewer).only("warning_id").sort("raised_on", false).body(),
            source -> ids.add(source.path("warning_id").asText()));
    return Optional.of(ids);
  }
}
