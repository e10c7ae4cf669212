package io.zhijing.connectors.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.zhijing.connectors.file.PackFaults.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A YAML file of a pack. Unknown keys are faults: a misspelt setting must not be silently idle. */
final class Settings {

  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private final String file;
  private final JsonNode node;
  private final FaultLog log;

  private Settings(String file, JsonNode node, FaultLog log) {
    this.file = file;
    this.node = node;
    this.log = log;
  }

  static Settings read(PackFiles files, String name, FaultLog log) {
    JsonNode node = MissingNode.getInstance();
    try (InputStream stream = files.open(name)) {
      node = YAML.readTree(stream);
      if (!node.isObject()) {
        log.add(name, 1, Kind.BAD_SETTING, "the file must hold settings, key: value");
      }
    } catch (NoSuchFileException e) {
      log.add(name, 0, Kind.MISSING_FILE, "there is no such file");
    } catch (JsonProcessingException e) {
      long line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      log.add(name, line, Kind.BAD_SETTING, "no YAML: " + e.getOriginalMessage());
    } catch (IOException e) {
      log.add(name, 0, Kind.MISSING_FILE, "cannot be read: " + e.getMessage());
    }
    return new Settings(name, node, log);
  }

  /** Whether there was something to read; if not, the fault is logged already. */
  boolean readable() {
    return node.isObject();
  }

  void allow(Set<String> keys) {
    node.fieldNames()
        .forEachRemaining(
            key -> {
              if (!keys.contains(key)) {
                fault("there is no setting '" + key + "'");
              }
            });
  }

  boolean has(String key) {
    return node.has(key);
  }

  boolean isSection(String key) {
    return node.path(key).isObject();
  }

  Settings at(String key) {
    JsonNode child = node.path(key);
    if (!child.isMissingNode() && !child.isObject()) {
      fault("'" + key + "' must hold settings, key: value");
    }
    return new Settings(file, child, log);
  }

  List<Settings> each(String key) {
    List<Settings> list = new ArrayList<>();
    node.path(key).forEach(child -> list.add(new Settings(file, child, log)));
    return list;
  }

  List<String> keys() {
    List<String> keys = new ArrayList<>();
    node.fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  /** A text that must be there; the fault is logged and the text empty if it is not. */
  String needed(String key) {
    if (text(key).isBlank()) {
      fault("the setting '" + key + "' is missing");
    }
    return text(key);
  }

  String text(String key) {
    JsonNode child = node.path(key);
    if (child.isContainerNode()) {
      fault("'" + key + "' must be one value");
    }
    return child.asText("").strip();
  }

  boolean flag(String key) {
    return node.path(key).asBoolean(false);
  }

  /** The values of a list, or the one value. */
  List<String> list(String key) {
    List<String> list = new ArrayList<>();
    JsonNode child = node.path(key);
    if (child.isValueNode()) {
      list.add(child.asText());
    }
    child.forEach(each -> list.add(each.asText()));
    return list;
  }

  Map<String, String> texts(String key) {
    Map<String, String> texts = new LinkedHashMap<>();
    node.path(key).properties().forEach(e -> texts.put(e.getKey(), e.getValue().asText()));
    return texts;
  }

  void fault(String text) {
    log.add(file, 0, Kind.BAD_SETTING, text);
  }
}
