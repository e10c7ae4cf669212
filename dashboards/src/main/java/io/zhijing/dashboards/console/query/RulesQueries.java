package io.zhijing.dashboards.console.query;

import io.zhijing.connectors.elasticsearch.DocumentIds;
import io.zhijing.connectors.elasticsearch.DocumentKind;
import io.zhijing.connectors.elasticsearch.DocumentSearch;
import io.zhijing.connectors.wire.rules.RulesDocument;
import io.zhijing.dashboards.console.access.Action;
import io.zhijing.dashboards.console.access.Viewer;
import io.zhijing.dashboards.console.topics.RulesLog;
import io.zhijing.detection.rules.RuleSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rules that hold, and those that were given. Thread-safe. */
public final class RulesQueries {
  private static final int MOST = 1_000;
  private static final String APPLIED = "applied";

  private final Stored stored;
  private final RulesLog log;
  private final RuleSet initial;

  /** Rules of the log over those that the job started with. */
  public RulesQueries(Stored stored, RulesLog log, RuleSet initial) {
    this.stored = stored;
    this.log = log;
    this.initial = initial;
  }

  /**
   * A rule set that was given, and what the job made of it.
   *
   * @param at when it was given
   * @param name id, version and checksum; empty for one that cannot be read
   * @param author who wrote it
   * @param reason why
   * @param outcome the job's answer; empty as long as there is none
   * @param faults why it was refused as a whole
   * @param text as written
   */
  public record RulesChange(
      Instant at,
      String name,
      String author,
      String reason,
      Optional<String> outcome,
      List<String> faults,
      Optional<String> text) {}

  /** The rules that hold: the last that the job applied, else those that it started with. */
  public RulesView inForce(Viewer viewer) {
    stored.access().require(viewer, Action.READ_RULES);
    Map<String, String> outcomes = outcomes();
    List<RulesLog.Given> given = new ArrayList<>(log.all());
    Collections.reverse(given);
    return given.stream()
        .filter(each -> APPLIED.equals(outcomes.get(answerId(each))))
        .findFirst()
        .flatMap(each -> each.document().map(document -> view(document, each.at())))
        .orElseGet(() -> RulesView.of(initial, Optional.empty(), Optional.empty()));
  }

  private static RulesView view(RulesDocument document, Instant at) {
    return RulesView.of(document.rules(), Optional.of(document), Optional.of(at));
  }

  /** Whether all that were given have been read. */
  public boolean isComplete() {
    return log.isComplete();
  }

  /** All that were given, the latest first. */
  public List<RulesChange> history(Viewer viewer) {
    stored.access().require(viewer, Action.READ_RULES);
    Map<String, String> outcomes = outcomes();
    List<RulesChange> changes = new ArrayList<>();
    for (RulesLog.Given each : log.all()) {
      Optional<RulesDocument> document = each.document();
      changes.add(
          new RulesChange(
              each.at(),
              document.map(RulesView::name).orElse(""),
              document.map(RulesDocument::author).orElse(""),
              document.map(RulesDocument::reason).orElse(""),
              Optional.ofNullable(outcomes.get(answerId(each))),
              each.faults(),
              document.map(RulesDocument::text)));
    }
    Collections.reverse(changes);
    return changes;
  }

  private static String answerId(RulesLog.Given given) {
    return DocumentIds.rulesAnswer(given.offset(), given.at().toEpochMilli());
  }

  /** The job's answers by the id of their document. */
  private Map<String, String> outcomes() {
    Map<String, String> outcomes = new HashMap<>();
    Search search = new Search().term("action", "rules").sort("at", false).size(MOST);
    stored
        .search()
        .search(DocumentKind.AUDIT, search.body())
        .at("/hits/hits")
        .forEach(
            hit ->
                outcomes.put(
                    hit.path("_id").asText(), hit.path("_source").path("reason").asText()));
    return outcomes;
  }

  /** For the audit of rules alone: entries, the latest first. */
  public List<AuditEntry> answers(Viewer viewer) {
    stored.access().require(viewer, Action.READ_RULES);
    Search search = new Search().term("action", "rules").sort("at", false).size(MOST);
    return DocumentSearch.sources(stored.search().search(DocumentKind.AUDIT, search.body()))
        .stream()
        .map(source -> AuditReader.entry(new Doc(source)))
        .toList();
  }
}
