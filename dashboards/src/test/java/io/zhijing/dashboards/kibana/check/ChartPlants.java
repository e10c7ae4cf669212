package io.zhijing.dashboards.kibana.check;

import static io.zhijing.dashboards.kibana.check.Plants.REGION;
import static io.zhijing.dashboards.kibana.check.Plants.SITUATION;
import static io.zhijing.dashboards.kibana.check.Plants.file;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zhijing.dashboards.kibana.check.Plants.Plant;
import java.util.List;
import java.util.function.Consumer;

/** Faults to plant into charts and maps. */
final class ChartPlants {
  private static final String SECTOR = "zhijing-zh-sector";

  private ChartPlants() {}

  private static Plant column(String name, FaultKind kind, Consumer<ObjectNode> change) {
    return file(name, kind, file -> file.columns(REGION, "lnsHeatmap", change));
  }

  private static Plant layer(String name, Consumer<ArrayNode> change) {
    return file(
        name,
        FaultKind.COLUMN_ORDER,
        file ->
            file.chart(
                REGION,
                "lnsHeatmap",
                chart ->
                    change.accept(
                        (ArrayNode)
                            chart.at(
                                "/state/datasourceStates/formBased/layers/data/columnOrder"))));
  }

  static List<Plant> columns() {
    return List.of(
        layer("a column that is not in the order", order -> order.remove(order.size() - 1)),
        layer("an order that names no column", order -> order.add("ghost")),
        layer("a column that is in the order twice", order -> order.add("v0")),
        layer("a bucket behind the numbers", order -> order.add(order.remove(0))),
        column(
            "the name of another product's average",
            FaultKind.UNKNOWN_OPERATION,
            columns -> columns.withObject("/v0X0").put("operationType", "avg")),
        column(
            "a bucket that says it is none",
            FaultKind.BUCKETING,
            columns -> columns.withObject("/y").put("isBucketed", false)),
        column(
            "a number that says it is a bucket",
            FaultKind.BUCKETING,
            columns -> columns.withObject("/v0X0").put("isBucketed", true)),
        column(
            "a sum of nothing",
            FaultKind.NO_SOURCE_FIELD,
            columns -> columns.withObject("/v0X0").remove("sourceField")),
        column(
            "a sum of documents",
            FaultKind.NO_SOURCE_FIELD,
            columns -> columns.withObject("/v0X0").put("sourceField", "___records___")));
  }

  static List<Plant> orders() {
    return List.of(
        column(
            "terms ordered by a formula",
            FaultKind.TERMS_ORDER,
            columns ->
                columns
                    .withObject("/x/params/orderBy")
                    .put("type", "column")
                    .put("columnId", "v0")),
        column(
            "terms ordered by no column",
            FaultKind.TERMS_ORDER,
            columns ->
                columns
                    .withObject("/x/params/orderBy")
                    .put("type", "column")
                    .put("columnId", "ghost")),
        column(
            "terms ordered by what is not said",
            FaultKind.TERMS_ORDER,
            columns -> columns.withObject("/x/params").remove("orderAgg")));
  }

  static List<Plant> formulas() {
    return List.of(
        column(
            "a formula that was never expanded",
            FaultKind.FORMULA,
            columns -> columns.withObject("/v0").putArray("references")),
        column(
            "a formula that divides the other way round",
            FaultKind.FORMULA,
            columns ->
                columns.withObject("/v0/params").put("formula", "sum(trials) / sum(observed)")),
        column(
            "a formula that cannot be read",
            FaultKind.FORMULA,
            columns -> columns.withObject("/v0/params").put("formula", "sum(trials")),
        column(
            "a formula that is filtered and a helper that is not",
            FaultKind.FORMULA,
            columns ->
                columns
                    .withObject("/v0/params")
                    .put("formula", "sum(observed, kql='stream : \"inspection\"') / sum(trials)")),
        column(
            "arithmetic with another column",
            FaultKind.MATH,
            columns -> ((ArrayNode) columns.at("/v0X2/params/tinymathAst/args")).set(0, "v0X1")),
        column(
            "arithmetic that needs another column",
            FaultKind.MATH,
            columns -> columns.withObject("/v0X2").putArray("references").add("v0X0")),
        column(
            "another arithmetic",
            FaultKind.MATH,
            columns -> columns.withObject("/v0X2/params/tinymathAst").put("name", "multiply")),
        column(
            "a column that needs itself",
            FaultKind.CYCLE,
            columns -> columns.withObject("/v0X0").putArray("references").add("v0")));
  }

  private static Plant shown(
      String name, FaultKind kind, String type, Consumer<ObjectNode> change) {
    return file(
        name,
        kind,
        file ->
            file.chart(
                type.equals("lnsMetric") ? SITUATION : type.equals("lnsXY") ? REGION : SECTOR,
                type,
                chart -> change.accept(Tampered.visualization(chart))));
  }

  static List<Plant> charts() {
    return List.of(
        file(
            "a chart that there is not",
            FaultKind.UNKNOWN_CHART,
            file ->
                file.chart(
                    REGION, "lnsHeatmap", chart -> chart.put("visualizationType", "lnsPartition"))),
        shown(
            "a metric of no column",
            FaultKind.MISSING_ACCESSOR,
            "lnsMetric",
            state -> state.put("metricAccessor", "ghost")),
        shown(
            "a chart of no layer",
            FaultKind.MISSING_ACCESSOR,
            "lnsHeatmap",
            state -> state.put("layerId", "ghost")),
        shown(
            "lines of no column",
            FaultKind.MISSING_ACCESSOR,
            "lnsXY",
            state -> ((ArrayNode) state.at("/layers/0/accessors")).add("ghost")),
        shown(
            "a table of no column",
            FaultKind.MISSING_ACCESSOR,
            "lnsDatatable",
            state -> state.withArray("/columns").addObject().put("columnId", "ghost")),
        shown(
            "a colour of no column",
            FaultKind.MISSING_ACCESSOR,
            "lnsHeatmap",
            state -> state.withObject("/palette").put("accessor", "ghost")));
  }

  static List<Plant> roles() {
    return List.of(
        shown(
            "a number along the axis",
            FaultKind.ACCESSOR_ROLE,
            "lnsHeatmap",
            state -> state.put("xAccessor", "v0")),
        shown(
            "series by a number",
            FaultKind.ACCESSOR_ROLE,
            "lnsXY",
            state -> ((ObjectNode) state.at("/layers/0")).put("splitAccessor", "v0")),
        shown(
            "a bucket in place of a number",
            FaultKind.ACCESSOR_ROLE,
            "lnsDatatable",
            state -> ((ObjectNode) state.at("/columns/0")).put("isMetric", true)),
        shown(
            "a layer that is not shown",
            FaultKind.HIDDEN_LAYER,
            "lnsXY",
            state -> ((ArrayNode) state.at("/layers")).remove(0)),
        shown(
            "a palette that falls",
            FaultKind.PALETTE,
            "lnsHeatmap",
            state -> ((ObjectNode) state.at("/palette/params/stops/1")).put("stop", 10)),
        shown(
            "marks in correct English",
            FaultKind.MARKS,
            "lnsXY",
            state -> {
              ObjectNode layer = (ObjectNode) state.at("/layers/1");
              layer.set("persistenceType", layer.remove("persistanceType"));
            }),
        shown(
            "marks of no time",
            FaultKind.MARKS,
            "lnsXY",
            state -> ((ObjectNode) state.at("/layers/1/annotations/0")).remove("timeField")));
  }

  private static Plant map(String name, FaultKind kind, Consumer<ObjectNode> change) {
    return file(
        name, kind, file -> file.layers(layers -> change.accept((ObjectNode) layers.path(0))));
  }

  static List<Plant> maps() {
    return List.of(
        map(
            "a map coloured by another join",
            FaultKind.MAP_JOIN,
            layer ->
                layer
                    .withObject("/style/properties/fillColor/options/field")
                    .put("name", "__kbnjoin__max_of_level_rank__other")),
        map(
            "a map coloured by a number that is not asked for",
            FaultKind.MAP_JOIN,
            layer -> ((ObjectNode) layer.at("/joins/0/right")).putArray("metrics")),
        map(
            "a ground map from the internet",
            FaultKind.MAP_ONLINE,
            layer -> {
              layer.put("type", "EMS_VECTOR_TILE");
              layer.withObject("/sourceDescriptor").put("type", "EMS_TMS");
            }),
        map(
            "colours of a map that fall",
            FaultKind.PALETTE,
            layer ->
                ((ObjectNode) layer.at("/style/properties/fillColor/options/customColorRamp/2"))
                    .put("stop", 1)),
        map(
            "a map joined by no field",
            FaultKind.UNKNOWN_FIELD,
            layer -> ((ObjectNode) layer.at("/joins/0")).put("leftField", "iso_code")),
        map(
            "a map joined to no field",
            FaultKind.UNKNOWN_FIELD,
            layer -> ((ObjectNode) layer.at("/joins/0/right")).put("term", "region_code")),
        map(
            "a map of a field that is no shape",
            FaultKind.UNSUITABLE_FIELD,
            layer -> layer.withObject("/sourceDescriptor").put("geoField", "code")),
        map(
            "a map that adds up counts of every grain",
            FaultKind.DOUBLE_COUNT,
            layer -> ((ObjectNode) layer.at("/joins/1/right/whereQuery")).put("query", "")));
  }
}
