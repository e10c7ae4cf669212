package io.zhijing.dashboards.kibana.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.zhijing.connectors.elasticsearch.DocumentKind;
import io.zhijing.dashboards.kibana.check.Contents.Chart;
import io.zhijing.dashboards.kibana.check.Contents.Control;
import io.zhijing.dashboards.kibana.check.Contents.MapLayer;
import io.zhijing.dashboards.kibana.check.Contents.Marks;
import io.zhijing.dashboards.kibana.check.Contents.Table;
import io.zhijing.dashboards.kibana.check.Contents.View;
import io.zhijing.dashboards.kibana.objects.SavedObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Takes out of saved objects what they ask for. What cannot be resolved is left out. */
final class ContentsReader {
  private final String prefix;
  private final Map<String, View> views = new LinkedHashMap<>();
  private final List<Chart> charts = new ArrayList<>();
  private final List<Marks> marks = new ArrayList<>();
  private final List<Control> controls = new ArrayList<>();
  private final List<Table> tables = new ArrayList<>();
  private final List<MapLayer> maps = new ArrayList<>();

  ContentsReader(String prefix) {
    this.prefix = prefix;
  }

  Contents read(List<Parsed> all) {
    for (Parsed parsed : all) {
      if (parsed.object().type().equals("index-pattern")) {
        views.put(parsed.object().id(), view(parsed));
      }
    }
    for (Parsed parsed : all) {
      switch (parsed.object().type()) {
        case "dashboard" -> dashboard(parsed);
        case "search" -> search(parsed);
        default -> {}
      }
    }
    return new Contents(List.copyOf(views.values()), charts, marks, controls, tables, maps);
  }

  private View view(Parsed parsed) {
    SavedObject object = parsed.object();
    Set<String> dressed = new HashSet<>();
    parsed.at("/fieldFormatMap").fieldNames().forEachRemaining(dressed::add);
    parsed.at("/fieldAttrs").fieldNames().forEachRemaining(dressed::add);
    String index = object.attributes().path("title").asText();
    return new View(
        object.id(),
        index,
        object.attributes().path("timeFieldName").asText(),
        Arrays.stream(DocumentKind.values())
            .filter(kind -> kind.alias(prefix).equals(index))
            .findFirst(),
        dressed);
  }

  private Optional<View> referenced(SavedObject object, String name) {
    return object.reference(name).map(each -> views.get(each.id()));
  }

  private void search(Parsed parsed) {
    JsonNode source = parsed.at("/kibanaSavedObjectMeta/searchSourceJSON");
    List<String> columns = new ArrayList<>();
    parsed.object().attributes().path("columns").forEach(each -> columns.add(each.asText()));
    List<String> sort = new ArrayList<>();
    parsed.object().attributes().path("sort").forEach(each -> sort.add(each.path(0).asText()));
    referenced(parsed.object(), source.path("indexRefName").asText())
        .ifPresent(
            view ->
                tables.add(
                    new Table(
                        parsed.object().name(),
                        view,
                        source.at("/query/query").asText(),
                        columns,
                        sort)));
  }

  private void dashboard(Parsed parsed) {
    for (JsonNode panel : parsed.at("/panelsJSON")) {
      switch (panel.path("type").asText()) {
        case "lens" -> lens(parsed.object(), panel);
        case "map" -> map(parsed.object(), panel);
        default -> {}
      }
    }
    parsed
        .at("/controlGroupInput/panelsJSON")
        .properties()
        .forEach(
            each ->
                referenced(
                        parsed.object(), "controlGroup_" + each.getKey() + ":optionsListDataView")
                    .ifPresent(
                        view ->
                            controls.add(
                                new Control(
                                    parsed.object().name() + " control " + each.getKey(),
                                    view,
                                    each.getValue().at("/explicitInput/fieldName").asText()))));
  }

  private static String place(SavedObject dashboard, JsonNode panel) {
    return dashboard.name() + " panel " + panel.path("panelIndex").asText();
  }

  private void lens(SavedObject dashboard, JsonNode panel) {
    JsonNode attributes = panel.at("/embeddableConfig/attributes");
    String index = panel.path("panelIndex").asText();
    attributes
        .at("/state/datasourceStates/formBased/layers")
        .properties()
        .forEach(
            each ->
                referenced(dashboard, index + ":indexpattern-datasource-layer-" + each.getKey())
                    .ifPresent(
                        view ->
                            charts.add(
                                new Chart(
                                    place(dashboard, panel),
                                    attributes.path("visualizationType").asText(),
                                    view,
                                    attributes.at("/state/query/query").asText(),
                                    each.getValue()))));
    for (JsonNode layer : attributes.at("/state/visualization/layers")) {
      if (layer.path("layerType").asText().equals("annotations")) {
        String id = layer.path("layerId").asText();
        referenced(dashboard, index + ":xy-visualization-layer-" + id)
            .ifPresent(view -> marks(place(dashboard, panel) + " " + id, view, layer));
      }
    }
  }

  private void marks(String place, View view, JsonNode layer) {
    for (JsonNode mark : layer.path("annotations")) {
      List<String> fields = new ArrayList<>();
      if (mark.has("textField")) {
        fields.add(mark.path("textField").asText());
      }
      mark.path("extraFields").forEach(each -> fields.add(each.asText()));
      marks.add(
          new Marks(
              place,
              view,
              mark.at("/filter/query").asText(),
              mark.path("timeField").asText(),
              fields));
    }
  }

  private void map(SavedObject dashboard, JsonNode panel) {
    JsonNode layers =
        Parsed.read(panel.at("/embeddableConfig/attributes/layerListJSON"), true, "", new Faults());
    String index = panel.path("panelIndex").asText();
    for (JsonNode layer : layers) {
      List<View> joined = new ArrayList<>();
      for (JsonNode join : layer.path("joins")) {
        referenced(dashboard, index + ":" + join.at("/right/indexPatternRefName").asText())
            .ifPresent(joined::add);
      }
      String name = index + ":" + layer.at("/sourceDescriptor/indexPatternRefName").asText();
      referenced(dashboard, name)
          .filter(view -> joined.size() == layer.path("joins").size())
          .ifPresent(
              view ->
                  maps.add(
                      new MapLayer(
                          place(dashboard, panel) + " " + layer.path("id").asText(),
                          view,
                          layer.at("/query/query").asText(),
                          layer,
                          joined)));
    }
  }
}
