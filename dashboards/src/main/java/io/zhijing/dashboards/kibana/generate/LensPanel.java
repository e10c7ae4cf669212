package io.zhijing.dashboards.kibana.generate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zhijing.dashboards.kibana.objects.SavedObject.Reference;
import io.zhijing.dashboards.kibana.source.Panel.Data;
import java.util.ArrayList;
import java.util.List;

/** A Lens chart by value: its state, and the views that it names. */
final class LensPanel {
  static final String LAYER = "data";

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final String type;
  private final Data data;
  private final ObjectNode visualization;
  private final List<Reference> references = new ArrayList<>();
  private ObjectNode layer = JSON.objectNode();

  /**
   * A chart.
   *
   * @param type Lens's name of its kind
   * @param data which documents
   * @param visualization how its columns are shown
   */
  LensPanel(String type, Data data, ObjectNode visualization) {
    this.type = type;
    this.data = data;
    this.visualization = visualization;
  }

  LensPanel columns(LensColumns columns, String viewId) {
    layer = columns.layer();
    references.add(
        new Reference("indexpattern-datasource-layer-" + LAYER, "index-pattern", viewId));
    return this;
  }

  /** A layer of marks names its view by another rule. */
  void annotations(String layerId, String viewId) {
    references.add(new Reference("xy-visualization-layer-" + layerId, "index-pattern", viewId));
  }

  ObjectNode visualization() {
    return visualization;
  }

  List<Reference> references() {
    return references;
  }

  /** What stands within the panel. */
  ObjectNode attributes() {
    ObjectNode attributes = JSON.objectNode();
    attributes.put("title", "").put("visualizationType", type).put("type", "lens");
    ArrayNode list = attributes.putArray("references");
    references.forEach(
        each ->
            list.addObject()
                .put("type", each.type())
                .put("id", each.id())
                .put("name", each.name()));
    ObjectNode state = attributes.putObject("state");
    state
        .putObject("datasourceStates")
        .putObject("formBased")
        .putObject("layers")
        .set(LAYER, layer);
    state.set("visualization", visualization);
    state.set("query", LensColumns.query(data.where()));
    state.putArray("filters");
    state.putArray("internalReferences");
    state.putObject("adHocDataViews");
    return attributes;
  }
}
