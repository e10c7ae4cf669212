package io.zhijing.dashboards.kibana.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.zhijing.dashboards.kibana.check.Contents.Chart;
import io.zhijing.dashboards.kibana.check.Contents.MapLayer;
import io.zhijing.dashboards.kibana.check.Contents.View;
import io.zhijing.dashboards.kibana.objects.IndexFields;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Each field that is asked for is in the documents, with a type that suits. The documents' fields
 * are those of the very templates that the sink installs.
 */
final class FieldCheck {
  private final Faults faults;

  FieldCheck(Faults faults) {
    this.faults = faults;
  }

  void check(Contents contents) {
    for (View view : contents.views()) {
      if (view.kind().isEmpty()) {
        faults.add(
            FaultKind.UNKNOWN_INDEX, "view " + view.id(), "no template makes " + view.index());
      } else if (!view.time().isEmpty()) {
        date("view " + view.id(), view, view.time());
      }
      view.dressed().forEach(field -> suits("view " + view.id(), view, field, any -> true));
    }
    contents.charts().forEach(this::chart);
    contents
        .marks()
        .forEach(
            marks -> {
              query(marks.place(), marks.view(), marks.query());
              date(marks.place(), marks.view(), marks.time());
              marks.fields().forEach(field -> groupable(marks.place(), marks.view(), field));
            });
    contents.controls().forEach(each -> groupable(each.place(), each.view(), each.field()));
    contents
        .tables()
        .forEach(
            table -> {
              query(table.place(), table.view(), table.query());
              table
                  .columns()
                  .forEach(field -> suits(table.place(), table.view(), field, any -> true));
              table.sort().forEach(field -> groupable(table.place(), table.view(), field));
            });
    contents.maps().forEach(this::map);
  }

  private void chart(Chart chart) {
    query(chart.place(), chart.view(), chart.query());
    chart
        .layer()
        .path("columns")
        .properties()
        .forEach(
            each ->
                column(chart.place() + " column " + each.getKey(), chart.view(), each.getValue()));
  }

  private void column(String place, View view, JsonNode column) {
    String field = column.path("sourceField").asText();
    query(place, view, column.at("/filter/query").asText());
    column
        .at("/params/filters")
        .forEach(part -> query(place, view, part.at("/input/query").asText()));
    switch (column.path("operationType").asText()) {
      case "sum", "average", "median", "percentile" -> number(place, view, field);
      case "min", "max" ->
          suits(place, view, field, fields -> fields.isNumber(field) || fields.isDate(field));
      case "terms" -> {
        groupable(place, view, field);
        if (column.path("params").has("orderAgg")) {
          column(place + " order", view, column.at("/params/orderAgg"));
        }
      }
      case "date_histogram" -> date(place, view, field);
      case "unique_count" -> groupable(place, view, field);
      case "last_value" -> {
        groupable(place, view, field);
        date(place, view, column.at("/params/sortField").asText());
      }
      case "count" -> {
        if (!field.equals(LayerCheck.DOCUMENTS)) {
          suits(place, view, field, any -> true);
        }
      }
      default -> {}
    }
  }

  private void map(MapLayer map) {
    JsonNode layer = map.layer();
    query(map.place(), map.view(), map.query());
    String shape = layer.at("/sourceDescriptor/geoField").asText();
    suits(
        map.place(),
        map.view(),
        shape,
        fields -> fields.type(shape).filter(type -> type.startsWith("geo_")).isPresent());
    layer
        .at("/sourceDescriptor/tooltipProperties")
        .forEach(field -> suits(map.place(), map.view(), field.asText(), any -> true));
    layer
        .at("/style/properties")
        .forEach(
            property -> {
              JsonNode field = property.at("/options/field");
              if (field.path("origin").asText().equals("source")) {
                suits(map.place(), map.view(), field.path("name").asText(), any -> true);
              }
            });
    for (int i = 0; i < map.joined().size(); i++) {
      join(map, layer.path("joins").path(i), map.joined().get(i));
    }
  }

  private void join(MapLayer map, JsonNode join, View right) {
    groupable(map.place(), map.view(), join.path("leftField").asText());
    groupable(map.place(), right, join.at("/right/term").asText());
    query(map.place(), right, join.at("/right/whereQuery/query").asText());
    for (JsonNode metric : join.at("/right/metrics")) {
      if (metric.has("field")) {
        number(map.place(), right, metric.path("field").asText());
      }
    }
  }

  private void query(String place, View view, String text) {
    faults
        .query(place, text)
        .ifPresent(
            query ->
                query.fields().forEach(field -> suits(place, view, field, isSearchable(field))));
  }

  /** A field without an index can be kept and shown, not searched. */
  private static Predicate<IndexFields> isSearchable(String field) {
    return fields -> fields.type(field).isPresent();
  }

  private void number(String place, View view, String field) {
    suits(place, view, field, fields -> fields.isNumber(field));
  }

  private void date(String place, View view, String field) {
    suits(place, view, field, fields -> fields.isDate(field));
  }

  private void groupable(String place, View view, String field) {
    suits(place, view, field, fields -> fields.isGroupable(field));
  }

  private void suits(String place, View view, String field, Predicate<IndexFields> suits) {
    Optional<IndexFields> fields = view.fields();
    if (fields.isEmpty()) {
      return; // said of the view already
    }
    if (!fields.get().has(field)) {
      faults.add(FaultKind.UNKNOWN_FIELD, place, view.index() + " has no field '" + field + "'");
    } else if (!suits.test(fields.get())) {
      faults.add(
          FaultKind.UNSUITABLE_FIELD,
          place,
          "'" + field + "' is " + fields.get().type(field).orElse("not indexed"));
    }
  }
}
