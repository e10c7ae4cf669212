package io.zhijing.dashboards.kibana.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.zhijing.dashboards.kibana.objects.SavedObject;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A saved object with the JSON that stands within its texts.
 *
 * @param object the object
 * @param inner what was read from texts, by the name of the attribute
 */
record Parsed(SavedObject object, Map<String, JsonNode> inner) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static final Map<String, Map<String, Boolean>> LISTS =
      Map.of(
          "dashboard",
          Map.of(
              "/panelsJSON", true,
              "/optionsJSON", false,
              "/kibanaSavedObjectMeta/searchSourceJSON", false,
              "/controlGroupInput/panelsJSON", false,
              "/controlGroupInput/ignoreParentSettingsJSON", false),
          "search",
          Map.of("/kibanaSavedObjectMeta/searchSourceJSON", false),
          "index-pattern",
          Map.of(
              "/fields", true,
              "/fieldFormatMap", false,
              "/fieldAttrs", false,
              "/runtimeFieldMap", false,
              "/sourceFilters", true,
              "/typeMeta", false),
          "tag",
          Map.of());

  /** Reads all texts; what cannot be read is a fault and missing afterwards. */
  static Parsed of(SavedObject object, Faults faults) {
    Map<String, JsonNode> inner = new LinkedHashMap<>();
    LISTS
        .getOrDefault(object.type(), Map.of())
        .forEach(
            (pointer, isList) -> {
              JsonNode text = object.attributes().at(pointer);
              if (!text.isMissingNode()) {
                inner.put(pointer, read(text, isList, object.name() + " " + pointer, faults));
              }
            });
    return new Parsed(object, inner);
  }

  static JsonNode read(JsonNode text, boolean isList, String place, Faults faults) {
    if (text.isTextual()) {
      try {
        JsonNode tree = MAPPER.readTree(text.asText());
        if (isList ? tree.isArray() : tree.isObject()) {
          return tree;
        }
        faults.add(
            FaultKind.BAD_INNER_JSON, place, isList ? "must be a list" : "must be an object");
      } catch (IOException e) {
        faults.add(FaultKind.BAD_INNER_JSON, place, "cannot be read");
      }
    } else {
      faults.add(FaultKind.BAD_INNER_JSON, place, "must be a text");
    }
    return MissingNode.getInstance();
  }

  /** What was read from a text; missing if there is none. */
  JsonNode at(String pointer) {
    return inner.getOrDefault(pointer, MissingNode.getInstance());
  }
}
