package io.zhijing.dashboards.console.query;

import com.fasterxml.jackson.databind.JsonNode;
import io.zhijing.connectors.elasticsearch.DocumentKind;
import io.zhijing.connectors.elasticsearch.DocumentSearch;
import io.zhijing.dashboards.console.access.Action;
import io.zhijing.dashboards.console.access.Viewer;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The audit trail over all warnings. Thread-safe. */
public final class AuditQueries {
  private final Stored stored;
  private final WarningQueries warnings;

  /** The trail; an officer's part of it is that of its warnings. */
  public AuditQueries(Stored stored, WarningQueries warnings) {
    this.stored = stored;
    this.warnings = warnings;
  }

  /**
   * Which entries. An empty set or text stands for all.
   *
   * @param actions codes of what happened
   * @param actor who
   * @param warning of one warning
   * @param from on or after, in the authority's time zone
   * @param to on or before, in the same
   */
  public record AuditFilter(
      Set<String> actions,
      String actor,
      String warning,
      Optional<LocalDate> from,
      Optional<LocalDate> to) {}

  /** Those that fit, the latest first. */
  public Part<AuditEntry> entries(Viewer viewer, AuditFilter filter, Paging paging) {
    Search search = sorted(viewer, filter).page(paging);
    JsonNode answer = stored.search().search(DocumentKind.AUDIT, search.body());
    return new Part<>(
        DocumentSearch.sources(answer).stream()
            .map(source -> AuditReader.entry(new Doc(source)))
            .toList(),
        Count.of(DocumentSearch.total(answer)));
  }

  /**
   * All that fit, the latest first.
   *
   * @throws TooManyRowsException if there are more than an export holds
   */
  public void each(Viewer viewer, AuditFilter filter, Consumer<AuditEntry> take) {
    Search search = sorted(viewer, filter);
    stored.requireExportable(DocumentKind.AUDIT, search);
    stored
        .search()
        .scan(
            DocumentKind.AUDIT,
            search.body(),
            source -> take.accept(AuditReader.entry(new Doc(source))));
  }

  private Search sorted(Viewer viewer, AuditFilter filter) {
    stored.access().require(viewer, Action.READ_AUDIT);
    Search search = fitting(filter, stored.pack().zone());
    warnings.ownIds(viewer).ifPresent(ids -> search.terms("warning_id", ids));
    return search.sort("at", false).sort("revision", false);
  }

  /** By the time itself: not all that write the trail mean the same by its field of days. */
  static Search fitting(AuditFilter filter, ZoneId zone) {
    Search search = new Search();
    if (!filter.actions().isEmpty()) {
      search.terms("action", filter.actions());
    }
    if (!filter.actor().isBlank()) {
      search.term("actor", filter.actor());
    }
    if (!filter.warning().isBlank()) {
      search.term("warning_id", filter.warning());
    }
    filter.from().ifPresent(day -> search.from("at", begin(day, zone)));
    filter.to().ifPresent(day -> search.before("at", begin(day.plusDays(1), zone)));
    return search;
  }

  private static String begin(LocalDate day, ZoneId zone) {
    return day.atStartOfDay(zone).toInstant().toString();
  }

  /** The answer to a command that the viewer gave; empty as long as there is none. */
  public Optional<AuditEntry> answer(Viewer viewer, String commandId) {
    stored.access().require(viewer, Action.COMMAND);
    Search search =
        new Search()
            .term("action", "command")
            .term("command_id", commandId)
            .term("actor", viewer.name())
            .size(1);
    return DocumentSearch.sources(stored.search().search(DocumentKind.AUDIT, search.body()))
        .stream()
        .map(source -> AuditReader.entry(new Doc(source)))
        .findFirst();
  }
}
