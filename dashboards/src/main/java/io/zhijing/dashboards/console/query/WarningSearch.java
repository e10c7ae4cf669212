package io.zhijing.dashboards.console.query;

import io.zhijing.dashboards.console.access.Access;
import io.zhijing.dashboards.console.access.Action;
import io.zhijing.dashboards.console.access.Role;
import io.zhijing.dashboards.console.access.Routed;
import io.zhijing.dashboards.console.access.Viewer;
import io.zhijing.detection.model.Coded;
import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.model.Taxonomy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Filters of warnings, those of the viewer always among them. */
final class WarningSearch {
  private static final char GROUP_END = '/';

  private final Stored stored;

  WarningSearch(Stored stored) {
    this.stored = stored;
  }

  /** Those that a viewer may see. */
  Search visible(Viewer viewer) {
    stored.access().require(viewer, Action.READ_WARNINGS);
    Search search = new Search();
    if (viewer.seesAllWarnings()) {
      return search;
    }
    departments(search, viewer.departments());
    if (!viewer.regions().isEmpty()) {
      stored
          .below(Dimension.REGION, viewer.regions())
          .ifPresent(
              places ->
                  search.any(
                      new Search().terms("place", places),
                      new Search().terms("notice", places),
                      new Search().missing("place").terms("reaches_regions", places)));
    }
    return search;
  }

  /** Where a warning's document says that it is routed to. */
  static Routed routed(Doc doc) {
    Set<String> departments = new HashSet<>(doc.texts("helping"));
    departments.addAll(doc.texts("department"));
    departments.addAll(doc.texts("referred_to"));
    Set<String> places = new HashSet<>(doc.texts("place"));
    places.addAll(doc.texts("notice"));
    if (!doc.has("place")) {
      places.addAll(doc.texts("reaches_regions"));
    }
    return new Routed(departments, places);
  }

  /** Whether a viewer may see a warning, decided on its document. */
  boolean isVisible(Viewer viewer, Doc doc) {
    return stored.access().decide(viewer, Action.READ_WARNINGS, routed(doc)).isAllowed();
  }

  /** Refuses a warning that the viewer may not see. */
  void require(Viewer viewer, Action action, Doc doc) {
    Access.require(stored.access().decide(viewer, action, routed(doc)));
  }

  /** Those that a viewer may see and that fit, whatever their level. */
  Search filtered(Viewer viewer, WarningFilter filter, Instant now) {
    Search search = visible(viewer);
    codes(search, "status", filter.status());
    codes(search, "scope", filter.scope());
    codes(search, "stream", filter.stream());
    nodes(search, filter.nodes());
    if (!filter.departments().isEmpty()) {
      departments(search, filter.departments());
    }
    filter.raisedFrom().ifPresent(day -> search.from("raised_on", day.toString()));
    filter.raisedTo().ifPresent(day -> search.to("raised_on", day.toString()));
    filter.overdue().ifPresent(isOverdue -> overdue(search, isOverdue, now));
    if (!filter.text().isBlank()) {
      text(search, filter.text().strip());
    }
    return search;
  }

  private static void departments(Search search, Collection<String> departments) {
    search.any(
        new Search().terms("department", departments),
        new Search().terms("helping", departments),
        new Search().terms("referred_to", departments));
  }

  private static void codes(Search search, String field, Collection<? extends Coded> values) {
    if (!values.isEmpty()) {
      search.terms(field, values.stream().map(Coded::code).toList());
    }
  }

  private void nodes(Search search, WarningFilter.Nodes nodes) {
    if (!nodes.regions().isEmpty()) {
      stored
          .below(Dimension.REGION, nodes.regions())
          .ifPresent(
              codes ->
                  search.any(
                      new Search().terms("region", codes), new Search().terms("producer", codes)));
    }
    if (!nodes.sectors().isEmpty()) {
      below(search, Dimension.SECTOR, nodes.sectors());
    }
    if (!nodes.hazards().isEmpty()) {
      below(search, Dimension.HAZARD, nodes.hazards());
    }
    if (!nodes.enterprises().isEmpty()) {
      search.terms("enterprise", nodes.enterprises());
    }
  }

  /** Nodes and all below them; an open taxonomy has leaves that no table lists. */
  private void below(Search search, Dimension dimension, Set<String> nodes) {
    String field = dimension.code();
    stored
        .below(dimension, nodes)
        .ifPresent(
            codes -> {
              List<Search> either = new ArrayList<>();
              either.add(new Search().terms(field, codes));
              Taxonomy taxonomy = stored.lattice().taxonomy(dimension);
              if (taxonomy != null && taxonomy.contains(nodes.iterator().next() + "/x")) {
                codes.forEach(code -> either.add(new Search().prefix(field, code + GROUP_END)));
              }
              search.any(either.toArray(Search[]::new));
            });
  }

  private static void overdue(Search search, boolean isOverdue, Instant now) {
    Search late = new Search().exists("owed").to("due_at", now.toString());
    Search missed = new Search().exists("owed").atLeast("missed", 1);
    if (isOverdue) {
      search.any(late, missed);
    } else {
      search.none(late, missed);
    }
  }

  /** Names and ids only: the sentence why would tell masked counts to whoever guesses them. */
  private static void text(Search search, String text) {
    search.any(
        new Search().contains("where_en", text),
        new Search().contains("where_zh", text),
        new Search().contains("what_en", text),
        new Search().contains("what_zh", text),
        new Search().contains("department_en", text),
        new Search().contains("department_zh", text),
        new Search().contains("warning_id", text),
        new Search().term("enterprise", text));
  }

  /** Whether somebody is an officer and nothing that sees more. */
  static boolean isOfficerOnly(Viewer viewer) {
    return viewer.is(Role.OFFICER) && !viewer.seesAllWarnings();
  }
}
