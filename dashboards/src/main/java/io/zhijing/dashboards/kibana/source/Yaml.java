package io.zhijing.dashboards.kibana.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A place in a YAML file. Faults are collected with their place; reading goes on. */
final class Yaml {
  private static final ObjectMapper MAPPER = new ObjectMapper(new YAMLFactory());

  private final String place;
  private final JsonNode node;
  private final List<String> faults;

  private Yaml(String place, JsonNode node, List<String> faults) {
    this.place = place;
    this.node = node;
    this.faults = faults;
  }

  static Yaml parse(String file, Optional<String> text, List<String> faults) {
    JsonNode node = MissingNode.getInstance();
    if (text.isEmpty()) {
      faults.add(file + ": there is no such file");
    } else {
      try {
        node = MAPPER.readTree(text.get());
      } catch (JsonProcessingException e) {
        faults.add(file + ": no YAML: " + e.getOriginalMessage());
      }
    }
    return new Yaml(file, node, faults);
  }

  void fault(String text) {
    faults.add(place + ": " + text);
  }

  void allow(Set<String> keys) {
    node.fieldNames()
        .forEachRemaining(
            key -> {
              if (!keys.contains(key)) {
                fault("there is no '" + key + "' here");
              }
            });
  }

  boolean has(String key) {
    return node.has(key);
  }

  Yaml at(String key) {
    return new Yaml(place + "/" + key, node.path(key), faults);
  }

  /** The entries of a list. */
  List<Yaml> each(String key) {
    List<Yaml> each = new ArrayList<>();
    JsonNode list = node.path(key);
    if (!list.isMissingNode() && !list.isArray()) {
      fault("'" + key + "' must be a list");
    }
    for (JsonNode entry : list) {
      each.add(new Yaml(place + "/" + key + "[" + each.size() + "]", entry, faults));
    }
    return each;
  }

  /** The entries of a map. */
  Map<String, Yaml> entries() {
    Map<String, Yaml> entries = new LinkedHashMap<>();
    node.properties()
        .forEach(
            entry ->
                entries.put(
                    entry.getKey(),
                    new Yaml(place + "/" + entry.getKey(), entry.getValue(), faults)));
    return entries;
  }

  String text(String key) {
    JsonNode value = node.path(key);
    if (value.isContainerNode()) {
      fault("'" + key + "' must be one value");
      return "";
    }
    return value.asText("").strip();
  }

  String needed(String key) {
    if (text(key).isEmpty()) {
      fault("'" + key + "' is missing");
    }
    return text(key);
  }

  boolean flag(String key) {
    JsonNode value = node.path(key);
    if (!value.isMissingNode() && !value.isBoolean()) {
      fault("'" + key + "' must be true or false");
    }
    return value.asBoolean();
  }

  int number(String key, int otherwise) {
    JsonNode value = node.path(key);
    if (!value.isMissingNode() && !value.isInt()) {
      fault("'" + key + "' must be a whole number");
    }
    return value.asInt(otherwise);
  }

  List<String> texts(String key) {
    List<String> texts = new ArrayList<>();
    JsonNode list = node.path(key);
    if (!list.isMissingNode() && !list.isArray()) {
      fault("'" + key + "' must be a list");
    }
    list.forEach(entry -> texts.add(entry.asText()));
    return texts;
  }

  List<Integer> numbers(String key) {
    List<Integer> numbers = new ArrayList<>();
    for (JsonNode entry : node.path(key)) {
      if (!entry.isInt()) {
        fault("'" + key + "' must be whole numbers");
      }
      numbers.add(entry.asInt());
    }
    return numbers;
  }

  /** Words in both languages; one text stands for both. */
  Text words(String key) {
    JsonNode value = node.path(key);
    if (value.isTextual() || value.isNumber()) {
      return new Text(value.asText(), value.asText());
    }
    Yaml words = at(key);
    if (!value.isObject()) {
      fault("'" + key + "' is missing");
      return Text.NONE;
    }
    words.allow(Set.of("zh", "en"));
    return new Text(words.needed("zh"), words.needed("en"));
  }

  Text wordsIfAny(String key) {
    return node.has(key) ? words(key) : Text.NONE;
  }

  /** The one of several codes that is given. */
  <T> T choice(String key, Map<String, T> choices, T otherwise) {
    String text = text(key);
    if (text.isEmpty()) {
      return otherwise;
    }
    if (!choices.containsKey(text)) {
      fault("'" + key + "' must be one of " + String.join(", ", choices.keySet()));
      return otherwise;
    }
    return choices.get(text);
  }

  /** The texts of a map. */
  Map<String, Text> wordsByKey() {
    Map<String, Text> words = new LinkedHashMap<>();
    node.fieldNames().forEachRemaining(key -> words.put(key, words(key)));
    return words;
  }
}
