package io.zhijing.dashboards.kibana.generate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zhijing.dashboards.kibana.formula.Formula;
import io.zhijing.dashboards.kibana.objects.IndexFields;
import io.zhijing.dashboards.kibana.objects.Ndjson;
import io.zhijing.dashboards.kibana.objects.SavedObject.Reference;
import io.zhijing.dashboards.kibana.source.MapLayer;
import io.zhijing.dashboards.kibana.source.MapLayer.Join;
import io.zhijing.dashboards.kibana.source.MapLayer.Paint;
import io.zhijing.dashboards.kibana.source.Panel.Data;
import io.zhijing.dashboards.kibana.source.Source.Shared;
import java.util.ArrayList;
import java.util.List;

/**
 * Maps by value. They ask nobody for a ground map: the shapes of the regions, joined to numbers by
 * region code, are all there is to see.
 */
final class MapWriter {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int MOST_REGIONS = 500;
  private static final double OPACITY = 0.75;
  private static final int REFRESH_MILLIS = 60_000;
  private static final int START_ZOOM = 4;

  private final Shared shared;
  private final Edition edition;
  private final List<Reference> references = new ArrayList<>();

  MapWriter(Shared shared, Edition edition) {
    this.shared = shared;
    this.edition = edition;
  }

  List<Reference> references() {
    return references;
  }

  ObjectNode attributes(List<MapLayer> layers) {
    ArrayNode list = JSON.arrayNode();
    for (int i = 0; i < layers.size(); i++) {
      list.add(layer(i, layers.get(i)));
    }
    ObjectNode attributes = JSON.objectNode().put("title", "").put("description", "");
    attributes.put("layerListJSON", Ndjson.text(list));
    attributes.put("mapStateJSON", Ndjson.text(mapState()));
    ObjectNode ui = JSON.objectNode().put("isLayerTOCOpen", true);
    ui.putArray("openTOCDetails");
    return attributes.put("uiStateJSON", Ndjson.text(ui));
  }

  private static ObjectNode mapState() {
    ObjectNode state = JSON.objectNode().put("zoom", START_ZOOM);
    state.putObject("center").put("lon", 0).put("lat", 0);
    state.putObject("refreshConfig").put("isPaused", true).put("interval", REFRESH_MILLIS);
    state.set("query", LensColumns.query(""));
    state.putArray("filters");
    state.putObject("settings").put("initialLocation", "AUTO_FIT_TO_BOUNDS");
    return state;
  }

  private ObjectNode layer(int number, MapLayer layer) {
    Data data = layer.shapes().data();
    ObjectNode node = JSON.objectNode().put("id", "layer" + number);
    node.put("label", layer.label().in(edition.language())).put("type", "GEOJSON_VECTOR");
    node.put("visible", true).put("alpha", OPACITY);
    node.put("minZoom", layer.zoom().from()).put("maxZoom", layer.zoom().to());
    node.put("includeInFitToBounds", true);
    ObjectNode source = node.putObject("sourceDescriptor").put("type", "ES_SEARCH");
    source.put("id", "source" + number).put("geoField", shapeField(data));
    source.put("scalingType", "LIMIT").put("filterByMapBounds", false);
    // A filter of warnings or counts names fields that shapes do not have.
    source.put("applyGlobalQuery", false).put("applyGlobalTime", false);
    source.putArray("tooltipProperties").add(layer.shapes().name()).add(layer.shapes().code());
    source.put(
        "indexPatternRefName", referenced("layer_" + number + "_source_index_pattern", data));
    node.set("query", LensColumns.query(data.where()));
    ArrayNode joins = node.putArray("joins");
    for (int i = 0; i < layer.joins().size(); i++) {
      joins.add(join(number, i, layer));
    }
    ObjectNode style = node.putObject("style").put("type", "VECTOR").put("isTimeAware", true);
    style.set("properties", style(number, layer));
    return node;
  }

  private String shapeField(Data data) {
    IndexFields fields = FieldTypes.of(shared.view(data.view()).orElseThrow()).fields();
    return fields.names().stream()
        .filter(name -> fields.type(name).orElse("").equals("geo_shape"))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no shapes in " + data.view()));
  }

  private String referenced(String name, Data data) {
    references.add(new Reference(name, "index-pattern", edition.shared("view", data.view())));
    return name;
  }

  private ObjectNode join(int layerNumber, int number, MapLayer layer) {
    Join join = layer.joins().get(number);
    ObjectNode node = JSON.objectNode().put("leftField", layer.shapes().code());
    ObjectNode right = node.putObject("right").put("type", "ES_TERM_SOURCE");
    right.put("id", joinId(layerNumber, join.id())).put("term", join.by());
    right.put("size", MOST_REGIONS);
    ArrayNode metrics = right.putArray("metrics");
    for (String value : join.values()) {
      Formula.Call call = call(value);
      ObjectNode metric = metrics.addObject().put("type", mapName(call));
      if (!call.field().isEmpty()) {
        metric.put("field", call.field());
      }
    }
    right.set("whereQuery", LensColumns.query(join.data().where()));
    right.put("applyGlobalQuery", true).put("applyGlobalTime", join.isTimed());
    right.put(
        "indexPatternRefName",
        referenced("layer_" + layerNumber + "_join_" + number + "_index_pattern", join.data()));
    return node;
  }

  /** Unique in the map, since a region's number is called after it. */
  private static String joinId(int layer, String join) {
    return "l" + layer + join;
  }

  private static Formula.Call call(String value) {
    if (Formula.parse(value) instanceof Formula.Call call) {
      return call;
    }
    throw new IllegalArgumentException("a map joins plain numbers only, not: " + value);
  }

  /** Maps speak of some aggregations by other names than Lens. */
  private static String mapName(Formula.Call call) {
    return switch (call.aggregation()) {
      case AVERAGE -> "avg";
      case UNIQUE_COUNT -> "cardinality";
      default -> call.aggregation().code();
    };
  }

  private static String fieldName(int layer, Paint paint) {
    Formula.Call call = call(paint.value());
    String what = call.field().isEmpty() ? mapName(call) : mapName(call) + "_of_" + call.field();
    return "__kbnjoin__" + what + "__" + joinId(layer, paint.join());
  }

  private ObjectNode style(int number, MapLayer layer) {
    ObjectNode properties = JSON.objectNode();
    properties.set("fillColor", fill(number, layer.paint()));
    constant(properties, "lineColor").put("color", "#5a6570");
    constant(properties, "lineWidth").put("size", 1);
    ObjectNode label = properties.putObject("labelText").put("type", "DYNAMIC");
    label
        .putObject("options")
        .putObject("field")
        .put("name", layer.shapes().name())
        .put("origin", "source");
    constant(properties, "labelColor").put("color", "#1a1c21");
    constant(properties, "labelSize").put("size", 12);
    return properties;
  }

  private static ObjectNode constant(ObjectNode properties, String name) {
    return properties.putObject(name).put("type", "STATIC").putObject("options");
  }

  private static ObjectNode fill(int number, Paint paint) {
    ObjectNode fill = JSON.objectNode();
    if (paint.join().isEmpty()) {
      fill.put("type", "STATIC").putObject("options").put("color", paint.stops().get(0).color());
      return fill;
    }
    ObjectNode options = fill.put("type", "DYNAMIC").putObject("options");
    options.put("type", "ORDINAL").put("useCustomColorRamp", true);
    ArrayNode ramp = options.putArray("customColorRamp");
    paint
        .stops()
        .forEach(stop -> ramp.addObject().put("stop", stop.from()).put("color", stop.color()));
    options.putObject("field").put("name", fieldName(number, paint)).put("origin", "join");
    options.putObject("fieldMetaOptions").put("isEnabled", false).put("sigma", 3);
    return fill;
  }
}
