package io.zhijing.dashboards.kibana.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.zhijing.connectors.elasticsearch.DocumentKind;
import io.zhijing.dashboards.kibana.objects.IndexFields;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a file of saved objects asks Elasticsearch for, taken out of its wrapping.
 *
 * @param views data views
 * @param charts layers of charts
 * @param marks marks on charts
 * @param controls filters to choose
 * @param tables saved searches
 * @param maps layers of maps
 */
public record Contents(
    List<View> views,
    List<Chart> charts,
    List<Marks> marks,
    List<Control> controls,
    List<Table> tables,
    List<MapLayer> maps) {
  /** Copies the lists. */
  public Contents {
    views = List.copyOf(views);
    charts = List.copyOf(charts);
    marks = List.copyOf(marks);
    controls = List.copyOf(controls);
    tables = List.copyOf(tables);
    maps = List.copyOf(maps);
  }

  /**
   * A data view.
   *
   * @param id its id
   * @param index name of indices or alias
   * @param time its date; empty if it has none
   * @param kind whose documents they are; empty if no template makes such an index
   * @param dressed fields that are shown in a form or under a name of their own
   */
  public record View(
      String id, String index, String time, Optional<DocumentKind> kind, Set<String> dressed) {
    /** Copies the set. */
    public View {
      dressed = Set.copyOf(dressed);
    }

    /** The documents' fields; empty if no template makes such an index. */
    public Optional<IndexFields> fields() {
      return kind.map(IndexFields::of);
    }
  }

  /**
   * A layer of a chart with numbers.
   *
   * @param place where it stands
   * @param type Lens's name of the chart
   * @param view of which documents
   * @param query which of them
   * @param layer its columns
   */
  public record Chart(String place, String type, View view, String query, JsonNode layer) {}

  /**
   * Marks on a chart.
   *
   * @param place where they stand
   * @param view of which documents
   * @param query which of them
   * @param time date of a mark
   * @param fields values beside it
   */
  public record Marks(String place, View view, String query, String time, List<String> fields) {}

  /**
   * A filter to choose.
   *
   * @param place where it stands
   * @param view whose values
   * @param field of which field
   */
  public record Control(String place, View view, String field) {}

  /**
   * A saved search.
   *
   * @param place its id
   * @param view of which documents
   * @param query which of them
   * @param columns fields to show
   * @param sort fields to sort by
   */
  public record Table(
      String place, View view, String query, List<String> columns, List<String> sort) {}

  /**
   * A layer of a map.
   *
   * @param place where it stands
   * @param view of which shapes
   * @param query which of them
   * @param layer as it is kept
   * @param joined views of its joins, in their order
   */
  public record MapLayer(
      String place, View view, String query, JsonNode layer, List<View> joined) {}
}
