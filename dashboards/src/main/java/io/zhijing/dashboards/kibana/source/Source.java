package io.zhijing.dashboards.kibana.source;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that Kibana is to show.
 *
 * @param shared what dashboards share
 * @param searches saved searches
 * @param rules alerting rules
 * @param dashboards in the order in which they are listed
 */
public record Source(
    Shared shared, List<Search> searches, List<Rule> rules, List<Dashboard> dashboards) {
  /** Copies the lists. */
  public Source {
    searches = List.copyOf(searches);
    rules = List.copyOf(rules);
    dashboards = List.copyOf(dashboards);
  }

  /**
   * What dashboards share.
   *
   * @param tag bears all of them
   * @param views data views
   * @param controls filters to choose
   * @param lookups words for codes, by list and code
   * @param fields what fields are called
   */
  public record Shared(
      Tag tag,
      List<View> views,
      List<Control> controls,
      Map<String, Map<String, Text>> lookups,
      Map<String, Text> fields) {
    /** Copies the collections. */
    public Shared {
      views = List.copyOf(views);
      controls = List.copyOf(controls);
    }

    /** The view of an id. */
    public Optional<View> view(String id) {
      return views.stream().filter(each -> each.id().equals(id)).findFirst();
    }

    /** The control of an id. */
    public Optional<Control> control(String id) {
      return controls.stream().filter(each -> each.id().equals(id)).findFirst();
    }
  }

  /**
   * A tag.
   *
   * @param id kebab-case
   * @param title what it is called
   * @param color as {@code #rrggbb}
   */
  public record Tag(String id, Text title, String color) {}

  /**
   * A filter to choose.
   *
   * @param id kebab-case
   * @param label what it is called
   * @param view where its values are from
   * @param field whose values
   */
  public record Control(String id, Text label, String view, String field) {}

  /** The search of an id. */
  public Optional<Search> search(String id) {
    return searches.stream().filter(each -> each.id().equals(id)).findFirst();
  }
}
