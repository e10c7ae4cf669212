package io.zhijing.jobs.settings;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads typed values of one mapping and collects every fault; a key that nobody asked for is one.
 */
final class YamlReader {
  private final JsonNode node;
  private final String path;
  private final List<String> faults;
  private final Set<String> asked = new LinkedHashSet<>();
  private final List<YamlReader> parts = new ArrayList<>();

  YamlReader(JsonNode node, List<String> faults) {
    this(node, "", faults);
  }

  private YamlReader(JsonNode node, String path, List<String> faults) {
    this.node = node;
    this.path = path;
    this.faults = faults;
  }

  YamlReader part(String key) {
    asked.add(key);
    JsonNode child = node.path(key);
    if (!child.isObject() && !child.isMissingNode() && !child.isNull()) {
      fault(key, "must be a mapping");
    }
    YamlReader part = new YamlReader(child, path + key + ".", faults);
    parts.add(part);
    return part;
  }

  /** Readers of the mappings of a list; none if there is no such list. */
  List<YamlReader> each(String key) {
    asked.add(key);
    JsonNode list = node.path(key);
    if (!list.isArray() && !list.isMissingNode() && !list.isNull()) {
      fault(key, "must be a list");
      return List.of();
    }
    List<YamlReader> readers = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      if (list.get(i).isObject()) {
        readers.add(new YamlReader(list.get(i), path + key + "[" + i + "].", faults));
      } else {
        fault(key + "[" + i + "]", "must be a mapping");
      }
    }
    parts.addAll(readers);
    return readers;
  }

  void fault(String key, String text) {
    String place = path + key;
    faults.add((place.endsWith(".") ? place.substring(0, place.length() - 1) : place) + " " + text);
  }

  boolean has(String key) {
    JsonNode value = node.path(key);
    return !value.isMissingNode() && !value.isNull();
  }

  String text(String key, String fallback) {
    asked.add(key);
    if (!has(key)) {
      return fallback;
    }
    if (!node.path(key).isValueNode()) {
      fault(key, "must be a text");
      return fallback;
    }
    return node.path(key).asText().strip();
  }

  List<String> texts(String key, List<String> fallback) {
    asked.add(key);
    if (!has(key)) {
      return fallback;
    }
    if (!node.path(key).isArray()) {
      fault(key, "must be a list");
      return fallback;
    }
    List<String> texts = new ArrayList<>();
    node.path(key).forEach(each -> texts.add(each.asText()));
    return texts;
  }

  List<Integer> integers(String key, List<Integer> fallback) {
    asked.add(key);
    if (!has(key)) {
      return fallback;
    }
    List<Integer> integers = new ArrayList<>();
    for (JsonNode each : node.path(key)) {
      if (!each.isInt()) {
        fault(key, "must be a list of whole numbers");
        return fallback;
      }
      integers.add(each.intValue());
    }
    return integers;
  }

  int integer(String key, int fallback) {
    asked.add(key);
    if (!has(key)) {
      return fallback;
    }
    if (!node.path(key).isInt()) {
      fault(key, "must be a whole number");
      return fallback;
    }
    return node.path(key).intValue();
  }

  double real(String key, double fallback) {
    asked.add(key);
    if (!has(key)) {
      return fallback;
    }
    if (!node.path(key).isNumber()) {
      fault(key, "must be a number");
      return fallback;
    }
    return node.path(key).doubleValue();
  }

  boolean flag(String key, boolean fallback) {
    asked.add(key);
    if (!has(key)) {
      return fallback;
    }
    if (!node.path(key).isBoolean()) {
      fault(key, "must be true or false");
      return fallback;
    }
    return node.path(key).booleanValue();
  }

  /** The mappings in this one, by key. */
  Map<String, YamlReader> parts() {
    Map<String, YamlReader> all = new LinkedHashMap<>();
    node.fieldNames().forEachRemaining(key -> all.put(key, part(key)));
    return all;
  }

  Map<String, String> all() {
    Map<String, String> all = new LinkedHashMap<>();
    node.properties()
        .iterator()
        .forEachRemaining(
            field -> {
              asked.add(field.getKey());
              all.put(field.getKey(), field.getValue().asText());
            });
    return all;
  }

  /** Faults for keys that nobody asked for, here and in all parts. */
  void refuseUnknown() {
    node.fieldNames()
        .forEachRemaining(
            key -> {
              if (!asked.contains(key)) {
                fault(key, "is not known; known are " + String.join(", ", asked));
              }
            });
    parts.forEach(YamlReader::refuseUnknown);
  }
}
