package io.zhijing.connectors.wire.yaml;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads typed values of one mapping and collects every fault; a key that nobody asked for is one.
 */
public final class YamlReader {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private final JsonNode node;
  private final String path;
  private final List<String> faults;
  private final Set<String> asked = new LinkedHashSet<>();
  private final List<YamlReader> parts = new ArrayList<>();
  private final Map<String, SettingRead> reads;

  /** A reader of a mapping that adds what is wrong to the faults. */
  public YamlReader(JsonNode node, List<String> faults) {
    this(node, "", faults, new LinkedHashMap<>());
  }

  private YamlReader(
      JsonNode node, String path, List<String> faults, Map<String, SettingRead> reads) {
    this.node = node;
    this.path = path;
    this.faults = faults;
    this.reads = reads;
  }

  /** What was asked for so far, here and in all parts, in the order of asking. */
  public List<SettingRead> reads() {
    return List.copyOf(reads.values());
  }

  private void ask(String key, Object fallback) {
    asked.add(key);
    JsonNode value = node.path(key);
    boolean isGiven = has(key);
    String text =
        isGiven
            ? (value.isValueNode() ? value.asText() : value.toString())
            : String.valueOf(fallback);
    String source = isGiven ? SettingRead.FILE : SettingRead.DEFAULT;
    reads.put(path + key, new SettingRead(path + key, text, source));
  }

  /** Notes that the value of a key is a secret that a variable of the environment gave. */
  public void secretFrom(String key, String variable) {
    reads.put(path + key, SettingRead.secret(path + key, variable));
  }

  /** A reader of the mapping under a key; one of nothing if there is none. */
  public YamlReader part(String key) {
    asked.add(key);
    JsonNode child = node.path(key);
    if (!child.isObject() && !child.isMissingNode() && !child.isNull()) {
      fault(key, "must be a mapping");
    }
    YamlReader part = new YamlReader(child, path + key + ".", faults, reads);
    parts.add(part);
    return part;
  }

  /** Readers of the mappings of a list; none if there is no such list. */
  public List<YamlReader> each(String key) {
    asked.add(key);
    JsonNode list = node.path(key);
    if (!list.isArray() && !list.isMissingNode() && !list.isNull()) {
      fault(key, "must be a list");
      return List.of();
    }
    List<YamlReader> readers = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      if (list.get(i).isObject()) {
        readers.add(new YamlReader(list.get(i), path + key + "[" + i + "].", faults, reads));
      } else {
        fault(key + "[" + i + "]", "must be a mapping");
      }
    }
    parts.addAll(readers);
    return readers;
  }

  /** Adds a fault of a key. */
  public void fault(String key, String text) {
    String place = path + key;
    faults.add((place.endsWith(".") ? place.substring(0, place.length() - 1) : place) + " " + text);
  }

  /** Whether a key has a value. */
  public boolean has(String key) {
    JsonNode value = node.path(key);
    return !value.isMissingNode() && !value.isNull();
  }

  /** A text; the fallback where there is none. */
  public String text(String key, String fallback) {
    ask(key, fallback);
    if (!has(key)) {
      return fallback;
    }
    if (!node.path(key).isValueNode()) {
      fault(key, "must be a text");
      return fallback;
    }
    return node.path(key).asText().strip();
  }

  /** A list of texts; the fallback where there is none. */
  public List<String> texts(String key, List<String> fallback) {
    ask(key, fallback);
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

  /** A list of whole numbers; the fallback where there is none. */
  public List<Integer> integers(String key, List<Integer> fallback) {
    ask(key, fallback);
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

  /** A whole number; the fallback where there is none. */
  public int integer(String key, int fallback) {
    ask(key, fallback);
    if (!has(key)) {
      return fallback;
    }
    if (!node.path(key).isInt()) {
      fault(key, "must be a whole number");
      return fallback;
    }
    return node.path(key).intValue();
  }

  /** A number; the fallback where there is none. */
  public double real(String key, double fallback) {
    ask(key, fallback);
    if (!has(key)) {
      return fallback;
    }
    if (!node.path(key).isNumber()) {
      fault(key, "must be a number");
      return fallback;
    }
    return node.path(key).doubleValue();
  }

  /** True or false; the fallback where neither is said. */
  public boolean flag(String key, boolean fallback) {
    ask(key, fallback);
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
  public Map<String, YamlReader> parts() {
    Map<String, YamlReader> all = new LinkedHashMap<>();
    node.fieldNames().forEachRemaining(key -> all.put(key, part(key)));
    return all;
  }

  /** Everything in this mapping, as texts. */
  public Map<String, String> all() {
    Map<String, String> all = new LinkedHashMap<>();
    node.properties()
        .iterator()
        .forEachRemaining(
            field -> {
              ask(field.getKey(), "");
              all.put(field.getKey(), field.getValue().asText());
            });
    return all;
  }

  /** Keys that others read: they are known, and not looked at. */
  public void leave(String... keys) {
    asked.addAll(List.of(keys));
  }

  /**
   * A file as a tree.
   *
   * @throws SettingsFaults if it cannot be read, or is no YAML
   */
  public static JsonNode tree(Path file) throws SettingsFaults {
    try {
      return YAML.readTree(Files.readString(file));
    } catch (JsonProcessingException e) {
      throw new SettingsFaults(List.of(file + " is no YAML: " + e.getOriginalMessage()));
    } catch (IOException e) {
      throw new SettingsFaults(List.of(file + " cannot be read: " + e));
    }
  }

  /** Faults for keys that nobody asked for, here and in all parts. */
  public void refuseUnknown() {
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
