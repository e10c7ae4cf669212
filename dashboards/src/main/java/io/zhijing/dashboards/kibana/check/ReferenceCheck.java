package io.zhijing.dashboards.kibana.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.zhijing.dashboards.kibana.objects.SavedObject;
import io.zhijing.dashboards.kibana.objects.SavedObject.Reference;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * References: each that is needed is there under its exact name and leads to an object of the file;
 * none is there for nothing.
 */
final class ReferenceCheck {
  private static final String VIEW = "index-pattern";
  private static final String SEARCH_SOURCE = "/kibanaSavedObjectMeta/searchSourceJSON";

  private final Map<String, String> typeById;
  private final Faults faults;

  ReferenceCheck(List<SavedObject> all, Faults faults) {
    this.typeById =
        all.stream()
            .collect(Collectors.toMap(SavedObject::id, SavedObject::type, (one, other) -> one));
    this.faults = faults;
  }

  void check(Parsed parsed) {
    SavedObject object = parsed.object();
    Map<String, String> needed = needed(parsed);
    needed.forEach((name, type) -> need(object.name(), object.references(), name, type));
    Set<String> seen = new HashSet<>();
    for (Reference each : object.references()) {
      boolean isTag = each.type().equals("tag") && each.name().equals("tag-ref-" + each.id());
      if (!seen.add(each.name()) || (!isTag && !needed.containsKey(each.name()))) {
        faults.add(FaultKind.UNUSED_REFERENCE, object.name(), "nothing needs " + each.name());
      }
      if (!typeById.containsKey(each.id())) {
        faults.add(
            FaultKind.UNRESOLVED_REFERENCE,
            object.name(),
            each.name() + " leads to " + each.type() + " " + each.id() + ", which is not there");
      } else if (!typeById.get(each.id()).equals(each.type())) {
        faults.add(
            FaultKind.WRONG_REFERENCE_TYPE,
            object.name(),
            each.name() + " leads to a " + typeById.get(each.id()) + ", not a " + each.type());
      }
    }
  }

  private void need(String place, List<Reference> references, String name, String type) {
    if (references.stream().noneMatch(each -> each.name().equals(name))) {
      faults.add(FaultKind.MISSING_REFERENCE, place, "there is no reference " + name);
    } else if (references.stream()
        .noneMatch(each -> each.name().equals(name) && each.type().equals(type))) {
      faults.add(FaultKind.WRONG_REFERENCE_TYPE, place, name + " is no " + type);
    }
  }

  private Map<String, String> needed(Parsed parsed) {
    Map<String, String> needed = new LinkedHashMap<>();
    JsonNode source = parsed.at(SEARCH_SOURCE);
    if (parsed.object().type().equals("search") || source.has("indexRefName")) {
      needed.put(source.path("indexRefName").asText(), VIEW);
    }
    for (JsonNode filter : source.path("filter")) {
      needed.put(filter.at("/meta/indexRefName").asText(), VIEW);
    }
    for (JsonNode panel : parsed.at("/panelsJSON")) {
      panel(parsed.object().name(), panel, needed);
    }
    parsed
        .at("/controlGroupInput/panelsJSON")
        .fieldNames()
        .forEachRemaining(id -> needed.put("controlGroup_" + id + ":optionsListDataView", VIEW));
    return needed;
  }

  private void panel(String dashboard, JsonNode panel, Map<String, String> needed) {
    String index = panel.path("panelIndex").asText();
    String place = dashboard + " panel " + index;
    JsonNode attributes = panel.at("/embeddableConfig/attributes");
    switch (panel.path("type").asText()) {
      case "search" -> {
        if (panel.has("panelRefName")) {
          needed.put(index + ":" + panel.path("panelRefName").asText(), "search");
        }
      }
      case "lens" -> {
        Map<String, String> own = lens(attributes);
        own.forEach((name, type) -> needed.put(index + ":" + name, type));
        lensOwn(place, attributes, own);
      }
      case "map" -> map(place, attributes).forEach(name -> needed.put(index + ":" + name, VIEW));
      default -> {}
    }
  }

  private static Map<String, String> lens(JsonNode attributes) {
    Map<String, String> own = new LinkedHashMap<>();
    attributes
        .at("/state/datasourceStates/formBased/layers")
        .fieldNames()
        .forEachRemaining(id -> own.put("indexpattern-datasource-layer-" + id, VIEW));
    for (JsonNode layer : attributes.at("/state/visualization/layers")) {
      if (layer.path("layerType").asText().equals("annotations")) {
        own.put("xy-visualization-layer-" + layer.path("layerId").asText(), VIEW);
      }
    }
    return own;
  }

  /** Lens takes only names that stand in its own list as well. */
  private void lensOwn(String place, JsonNode attributes, Map<String, String> own) {
    Set<String> listed = new HashSet<>();
    attributes.path("references").forEach(each -> listed.add(each.path("name").asText()));
    for (String name : own.keySet()) {
      if (!listed.contains(name)) {
        faults.add(FaultKind.MISSING_REFERENCE, place, "the chart does not list " + name);
      }
    }
    listed.removeAll(own.keySet());
    listed.forEach(
        name -> faults.add(FaultKind.UNUSED_REFERENCE, place, "the chart does not need " + name));
  }

  private Set<String> map(String place, JsonNode attributes) {
    Set<String> names = new HashSet<>();
    JsonNode layers =
        Parsed.read(attributes.path("layerListJSON"), true, place + " layerListJSON", faults);
    for (JsonNode layer : layers) {
      names.add(layer.at("/sourceDescriptor/indexPatternRefName").asText());
      for (JsonNode join : layer.path("joins")) {
        names.add(join.at("/right/indexPatternRefName").asText());
      }
    }
    return names;
  }
}
