package io.zhijing.dashboards.kibana.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A good file, taken apart, spoilt in one place and put together again. */
final class Tampered {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final List<ObjectNode> lines = new ArrayList<>();

  Tampered(byte[] file) {
    new String(file, StandardCharsets.UTF_8)
        .lines()
        .forEach(line -> lines.add((ObjectNode) read(line)));
  }

  private static JsonNode read(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<ObjectNode> lines() {
    return lines;
  }

  byte[] bytes() {
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(line).append('\n'));
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  ObjectNode object(String id) {
    return lines.stream()
        .filter(line -> line.path("id").asText().equals(id))
        .findFirst()
        .orElseThrow();
  }

  ObjectNode attributes(String id) {
    return object(id).withObject("/attributes");
  }

  ArrayNode references(String id) {
    return (ArrayNode) object(id).path("references");
  }

  /** Changes JSON that stands within a text. */
  static void inner(ObjectNode holder, String key, Consumer<JsonNode> change) {
    JsonNode tree = read(holder.path(key).asText());
    change.accept(tree);
    holder.put(key, tree.toString());
  }

  /** Changes a panel. */
  void panel(String dashboard, String index, Consumer<ObjectNode> change) {
    inner(
        attributes(dashboard),
        "panelsJSON",
        panels -> {
          for (JsonNode panel : panels) {
            if (panel.path("panelIndex").asText().equals(index)) {
              change.accept((ObjectNode) panel);
            }
          }
        });
  }

  /** Changes the first panel that shows a chart of a type. */
  void chart(String dashboard, String type, Consumer<ObjectNode> change) {
    boolean[] isDone = {false};
    inner(
        attributes(dashboard),
        "panelsJSON",
        panels -> {
          for (JsonNode panel : panels) {
            JsonNode attributes = panel.at("/embeddableConfig/attributes");
            if (!isDone[0] && attributes.path("visualizationType").asText().equals(type)) {
              change.accept((ObjectNode) attributes);
              isDone[0] = true;
            }
          }
        });
    if (!isDone[0]) {
      throw new IllegalArgumentException("no " + type + " on " + dashboard);
    }
  }

  /** Changes the columns of the first chart of a type. */
  void columns(String dashboard, String type, Consumer<ObjectNode> change) {
    chart(dashboard, type, chart -> change.accept(columns(chart)));
  }

  static ObjectNode columns(ObjectNode chart) {
    return chart.withObject("/state/datasourceStates/formBased/layers/data/columns");
  }

  static ObjectNode visualization(ObjectNode chart) {
    return chart.withObject("/state/visualization");
  }

  /** Changes the layers of the map of the situation. */
  void layers(Consumer<ArrayNode> change) {
    inner(
        attributes("zhijing-zh-situation"),
        "panelsJSON",
        panels -> {
          for (JsonNode panel : panels) {
            if (panel.path("type").asText().equals("map")) {
              inner(
                  (ObjectNode) panel.at("/embeddableConfig/attributes"),
                  "layerListJSON",
                  layers -> change.accept((ArrayNode) layers));
            }
          }
        });
  }
}
