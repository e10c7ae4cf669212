package io.zhijing.dashboards.kibana.generate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zhijing.dashboards.kibana.source.Panel;
import io.zhijing.dashboards.kibana.source.Panel.Data;
import io.zhijing.dashboards.kibana.source.Panel.Heatmap;
import io.zhijing.dashboards.kibana.source.Panel.Metric;
import io.zhijing.dashboards.kibana.source.Panel.Ring;
import io.zhijing.dashboards.kibana.source.Panel.Table;
import io.zhijing.dashboards.kibana.source.Panel.Value;
import io.zhijing.dashboards.kibana.source.Source.Shared;
import io.zhijing.dashboards.kibana.source.View;
import java.util.List;

/** Charts as Lens keeps them. */
final class LensWriter {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final List<String> REDS =
      List.of("#fdf3ee", "#fbd3c0", "#f5a184", "#e0654f", "#b3261e");
  private static final int WHOLE = 100;

  private final Shared shared;
  private final Edition edition;

  LensWriter(Shared shared, Edition edition) {
    this.shared = shared;
    this.edition = edition;
  }

  View view(Data data) {
    return shared
        .view(data.view())
        .orElseThrow(() -> new IllegalArgumentException("no view " + data.view()));
  }

  LensColumns columns(Data data) {
    return new LensColumns(FieldTypes.of(view(data)), edition.language());
  }

  LensPanel panel(Panel panel) {
    if (panel instanceof Metric metric) {
      return metric(metric);
    }
    if (panel instanceof Table table) {
      return table(table);
    }
    if (panel instanceof Heatmap heatmap) {
      return heatmap(heatmap);
    }
    if (panel instanceof Ring ring) {
      return ring(ring);
    }
    if (panel instanceof Panel.Chart chart) {
      return new XyWriter(this, edition).panel(chart);
    }
    throw new IllegalArgumentException("not a chart: " + panel);
  }

  LensPanel finished(LensPanel panel, LensColumns columns, Data data) {
    return panel.columns(columns, viewId(data));
  }

  String viewId(Data data) {
    return edition.shared("view", data.view());
  }

  static ObjectNode dataLayer() {
    return JSON.objectNode().put("layerId", LensPanel.LAYER).put("layerType", "data");
  }

  private LensPanel metric(Metric metric) {
    LensColumns columns = columns(metric.data());
    columns.value("v0", metric.value());
    ObjectNode state = dataLayer().put("metricAccessor", "v0");
    if (!metric.value().color().isEmpty()) {
      state.put("color", metric.value().color());
    }
    return finished(new LensPanel("lnsMetric", metric.data(), state), columns, metric.data());
  }

  private LensPanel table(Table table) {
    LensColumns columns = columns(table.data());
    ObjectNode state = dataLayer();
    ArrayNode shown = JSON.arrayNode();
    List<Value> values = table.values();
    for (int i = 0; i < values.size(); i++) {
      columns.value("v" + i, values.get(i));
    }
    for (int i = 0; i < table.rows().size(); i++) {
      columns.bucket("r" + i, table.rows().get(i));
      shown.addObject().put("columnId", "r" + i).put("isTransposed", false).put("isMetric", false);
    }
    for (int i = 0; i < values.size(); i++) {
      shown.addObject().put("columnId", "v" + i).put("isTransposed", false).put("isMetric", true);
    }
    state.set("columns", shown);
    state.put("rowHeight", "auto").put("headerRowHeight", "auto");
    state.putObject("paging").put("size", 10).put("enabled", true);
    return finished(new LensPanel("lnsDatatable", table.data(), state), columns, table.data());
  }

  private LensPanel heatmap(Heatmap heatmap) {
    LensColumns columns = columns(heatmap.data());
    columns.value("v0", heatmap.value());
    columns.bucket("y", heatmap.down());
    columns.bucket("x", heatmap.across());
    ObjectNode state = dataLayer().put("shape", "heatmap");
    state.put("xAccessor", "x").put("yAccessor", "y").put("valueAccessor", "v0");
    state
        .putObject("legend")
        .put("isVisible", true)
        .put("position", "right")
        .put("type", "heatmap_legend");
    state
        .putObject("gridConfig")
        .put("type", "heatmap_grid")
        .put("isCellLabelVisible", true)
        .put("isYAxisLabelVisible", true)
        .put("isXAxisLabelVisible", true)
        .put("isYAxisTitleVisible", false)
        .put("isXAxisTitleVisible", false);
    state.set("palette", reds());
    return finished(new LensPanel("lnsHeatmap", heatmap.data(), state), columns, heatmap.data());
  }

  /** From pale to red, in equal parts of what is there. */
  private static ObjectNode reds() {
    ObjectNode palette = JSON.objectNode().put("name", "custom").put("type", "palette");
    palette.put("accessor", "v0");
    ObjectNode params = palette.putObject("params");
    params
        .put("name", "custom")
        .put("reverse", false)
        .put("rangeType", "percent")
        .put("rangeMin", 0)
        .put("rangeMax", WHOLE)
        .put("progression", "fixed")
        .put("continuity", "above")
        .put("steps", REDS.size())
        .put("maxSteps", REDS.size());
    ArrayNode stops = params.putArray("stops");
    ArrayNode colorStops = params.putArray("colorStops");
    int width = WHOLE / REDS.size();
    for (int i = 0; i < REDS.size(); i++) {
      stops.addObject().put("color", REDS.get(i)).put("stop", (i + 1) * width);
      colorStops.addObject().put("color", REDS.get(i)).put("stop", i * width);
    }
    return palette;
  }

  private LensPanel ring(Ring ring) {
    LensColumns columns = columns(ring.data());
    columns.value("v0", ring.value());
    columns.bucket("s", ring.parts());
    ObjectNode state = JSON.objectNode().put("shape", "donut");
    ObjectNode layer = state.putArray("layers").addObject();
    layer.setAll(dataLayer());
    layer.putArray("primaryGroups").add("s");
    layer.putArray("metrics").add("v0");
    layer
        .put("numberDisplay", "value")
        .put("categoryDisplay", "default")
        .put("legendDisplay", "show")
        .put("nestedLegend", false);
    return finished(new LensPanel("lnsPie", ring.data(), state), columns, ring.data());
  }
}
