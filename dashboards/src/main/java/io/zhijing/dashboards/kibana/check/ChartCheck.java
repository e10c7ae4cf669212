package io.zhijing.dashboards.kibana.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** How a chart shows its columns: each that it names is there, and is what it is shown as. */
final class ChartCheck {
  private final Faults faults;

  ChartCheck(Faults faults) {
    this.faults = faults;
  }

  void check(String place, JsonNode attributes) {
    JsonNode layers = attributes.at("/state/datasourceStates/formBased/layers");
    JsonNode state = attributes.at("/state/visualization");
    LayerCheck columns = new LayerCheck(faults);
    FormulaCheck formulas = new FormulaCheck(faults);
    layers
        .properties()
        .forEach(
            each -> {
              columns.check(place + " layer " + each.getKey(), each.getValue());
              formulas.check(place + " layer " + each.getKey(), each.getValue().path("columns"));
            });
    Set<String> shown = new HashSet<>();
    switch (attributes.path("visualizationType").asText()) {
      case "lnsXY" -> state.path("layers").forEach(each -> xy(place, each, layers, shown));
      case "lnsMetric" -> {
        JsonNode layer = layer(place, state, layers, shown);
        number(place, state, "metricAccessor", layer);
      }
      case "lnsDatatable" -> table(place, state, layer(place, state, layers, shown));
      case "lnsHeatmap" -> heatmap(place, state, layer(place, state, layers, shown));
      case "lnsPie" -> state.path("layers").forEach(each -> ring(place, each, layers, shown));
      default ->
          faults.add(
              FaultKind.UNKNOWN_CHART,
              place,
              "'" + attributes.path("visualizationType").asText() + "' is unknown");
    }
    layers
        .fieldNames()
        .forEachRemaining(
            id -> {
              if (!shown.contains(id)) {
                faults.add(FaultKind.HIDDEN_LAYER, place, "the layer " + id + " is not shown");
              }
            });
  }

  private JsonNode layer(String place, JsonNode state, JsonNode layers, Set<String> shown) {
    String id = state.path("layerId").asText();
    shown.add(id);
    if (!layers.has(id)) {
      faults.add(FaultKind.MISSING_ACCESSOR, place, "there is no layer '" + id + "'");
    }
    return layers.path(id).path("columns");
  }

  private void number(String place, JsonNode state, String key, JsonNode columns) {
    accessor(place, key, state.path(key).asText(), columns, false);
  }

  private void bucket(String place, JsonNode state, String key, JsonNode columns) {
    accessor(place, key, state.path(key).asText(), columns, true);
  }

  private void accessor(String place, String key, String id, JsonNode columns, boolean isBucket) {
    if (!columns.has(id)) {
      faults.add(FaultKind.MISSING_ACCESSOR, place, key + " is no column: '" + id + "'");
    } else if (columns.path(id).path("isBucketed").asBoolean() != isBucket) {
      faults.add(
          FaultKind.ACCESSOR_ROLE,
          place,
          key + " must be a " + (isBucket ? "bucket" : "number") + ": " + id);
    }
  }

  private void xy(String place, JsonNode layer, JsonNode layers, Set<String> shown) {
    if (layer.path("layerType").asText().equals("annotations")) {
      marks(place + " layer " + layer.path("layerId").asText(), layer);
      return;
    }
    JsonNode columns = layer(place, layer, layers, shown);
    bucket(place, layer, "xAccessor", columns);
    if (layer.has("splitAccessor")) {
      bucket(place, layer, "splitAccessor", columns);
    }
    if (layer.path("accessors").isEmpty()) {
      faults.add(FaultKind.MISSING_ACCESSOR, place, "shows no number");
    }
    layer
        .path("accessors")
        .forEach(id -> accessor(place, "accessors", id.asText(), columns, false));
    layer.path("yConfig").forEach(each -> number(place, each, "forAccessor", columns));
  }

  private void marks(String place, JsonNode layer) {
    boolean isKept =
        layer.path("persistanceType").asText().equals("byValue")
            && !layer.path("annotations").isEmpty();
    for (JsonNode mark : layer.path("annotations")) {
      isKept &=
          mark.path("type").asText().equals("query")
              && !mark.path("id").asText().isEmpty()
              && mark.at("/key/type").asText().equals("point_in_time")
              && mark.at("/filter/type").asText().equals("kibana_filter")
              && mark.at("/filter/query").isTextual()
              && !mark.path("timeField").asText().isEmpty();
    }
    if (!isKept) {
      faults.add(FaultKind.MARKS, place, "Kibana would not draw these marks");
    }
  }

  private void table(String place, JsonNode state, JsonNode columns) {
    for (JsonNode each : state.path("columns")) {
      String id = each.path("columnId").asText();
      if (!columns.has(id)) {
        faults.add(FaultKind.MISSING_ACCESSOR, place, "shows no column: '" + id + "'");
      } else if (each.path("isMetric").asBoolean()
          == columns.path(id).path("isBucketed").asBoolean()) {
        faults.add(FaultKind.ACCESSOR_ROLE, place, "shows the wrong way: " + id);
      }
    }
  }

  private void heatmap(String place, JsonNode state, JsonNode columns) {
    bucket(place, state, "xAccessor", columns);
    bucket(place, state, "yAccessor", columns);
    number(place, state, "valueAccessor", columns);
    JsonNode palette = state.path("palette");
    number(place, palette, "accessor", columns);
    for (String list : List.of("stops", "colorStops")) {
      double before = Double.NEGATIVE_INFINITY;
      for (JsonNode stop : palette.path("params").path(list)) {
        if (stop.path("stop").asDouble() <= before) {
          faults.add(FaultKind.PALETTE, place, list + " do not rise");
        }
        before = stop.path("stop").asDouble();
      }
    }
  }

  private void ring(String place, JsonNode layer, JsonNode layers, Set<String> shown) {
    JsonNode columns = layer(place, layer, layers, shown);
    layer
        .path("primaryGroups")
        .forEach(id -> accessor(place, "primaryGroups", id.asText(), columns, true));
    layer.path("metrics").forEach(id -> accessor(place, "metrics", id.asText(), columns, false));
  }
}
