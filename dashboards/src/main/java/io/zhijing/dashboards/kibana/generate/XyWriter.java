package io.zhijing.dashboards.kibana.generate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zhijing.dashboards.kibana.source.Panel.Axes;
import io.zhijing.dashboards.kibana.source.Panel.Chart;
import io.zhijing.dashboards.kibana.source.Panel.Marks;
import io.zhijing.dashboards.kibana.source.Panel.Shape;
import io.zhijing.dashboards.kibana.source.Panel.Value;
import java.util.List;

/** Charts with axes as Lens keeps them. */
final class XyWriter {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final LensWriter lens;
  private final Edition edition;

  XyWriter(LensWriter lens, Edition edition) {
    this.lens = lens;
    this.edition = edition;
  }

  LensPanel panel(Chart chart) {
    LensColumns columns = lens.columns(chart.data());
    Axes axes = chart.axes();
    for (int i = 0; i < axes.values().size(); i++) {
      columns.value("v" + i, axes.values().get(i));
    }
    // The series outside, so that they are the same all along the axis.
    axes.split().ifPresent(split -> columns.bucket("s", split));
    columns.bucket("x", axes.across());
    LensPanel panel =
        new LensPanel("lnsXY", chart.data(), state(chart.shape()))
            .columns(columns, lens.viewId(chart.data()));
    ArrayNode layers = panel.visualization().putArray("layers");
    layers.add(layer(chart));
    for (int i = 0; i < chart.marks().size(); i++) {
      Marks marks = chart.marks().get(i);
      String id = "marks" + i;
      layers.add(marks(id, marks));
      panel.annotations(id, lens.viewId(marks.data()));
    }
    return panel;
  }

  private static ObjectNode state(Shape shape) {
    ObjectNode state = JSON.objectNode();
    state
        .putObject("legend")
        .put("isVisible", true)
        .put("position", "bottom")
        .put("showSingleSeries", true);
    state.put("valueLabels", "hide").put("fittingFunction", "None");
    state
        .putObject("axisTitlesVisibilitySettings")
        .put("x", false)
        .put("yLeft", false)
        .put("yRight", false);
    state
        .putObject("tickLabelsVisibilitySettings")
        .put("x", true)
        .put("yLeft", true)
        .put("yRight", true);
    state
        .putObject("gridlinesVisibilitySettings")
        .put("x", true)
        .put("yLeft", true)
        .put("yRight", false);
    state.putObject("labelsOrientation").put("x", 0).put("yLeft", 0).put("yRight", 0);
    return state.put("preferredSeriesType", series(shape));
  }

  private static String series(Shape shape) {
    return switch (shape) {
      case LINE -> "line";
      case BAR -> "bar";
      case STACKED -> "bar_stacked";
      case LYING -> "bar_horizontal";
      case AREA -> "area";
    };
  }

  private static ObjectNode layer(Chart chart) {
    Axes axes = chart.axes();
    ObjectNode layer = LensWriter.dataLayer();
    layer.put("seriesType", series(chart.shape())).put("xAccessor", "x");
    if (axes.split().isPresent()) {
      layer.put("splitAccessor", "s");
    }
    ArrayNode accessors = layer.putArray("accessors");
    ArrayNode looks = layer.putArray("yConfig");
    List<Value> values = axes.values();
    for (int i = 0; i < values.size(); i++) {
      accessors.add("v" + i);
      Value value = values.get(i);
      if (!value.color().isEmpty() || value.isOnRight()) {
        ObjectNode look = looks.addObject().put("forAccessor", "v" + i);
        look.put("axisMode", value.isOnRight() ? "right" : "left");
        if (!value.color().isEmpty()) {
          look.put("color", value.color());
        }
      }
    }
    return layer;
  }

  private ObjectNode marks(String id, Marks marks) {
    ObjectNode layer = JSON.objectNode().put("layerId", id).put("layerType", "annotations");
    // Spelt so in Kibana.
    layer.put("persistanceType", "byValue").put("ignoreGlobalFilters", false);
    ObjectNode mark = layer.putArray("annotations").addObject();
    mark.put("type", "query").put("id", id + "-query");
    mark.put("label", marks.label().in(edition.language()));
    mark.putObject("key").put("type", "point_in_time");
    mark.put("timeField", marks.time());
    mark.set("filter", LensColumns.query(marks.data().where()).put("type", "kibana_filter"));
    mark.put("textVisibility", true).put("textField", marks.field());
    ArrayNode more = mark.putArray("extraFields");
    marks.more().forEach(more::add);
    mark.put("icon", "alert")
        .put("color", marks.color())
        .put("lineStyle", "solid")
        .put("lineWidth", 1)
        .put("isHidden", false);
    return layer;
  }
}
