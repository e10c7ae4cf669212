package io.zhijing.dashboards.kibana.objects;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Saved objects as a file to import: one a line, keys in a fixed order, nothing that varies. */
public final class Ndjson {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Ndjson() {}

  /** The file. */
  public static byte[] write(List<SavedObject> objects) {
    StringBuilder text = new StringBuilder();
    objects.forEach(object -> text.append(text(line(object))).append('\n'));
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static ObjectNode line(SavedObject object) {
    ObjectType type =
        ObjectType.ofCode(object.type())
            .orElseThrow(() -> new IllegalArgumentException("no type to write: " + object.type()));
    ObjectNode line = MAPPER.createObjectNode();
    line.put("type", object.type()).put("id", object.id());
    line.set("attributes", object.attributes());
    ArrayNode references = line.putArray("references");
    object
        .references()
        .forEach(
            each ->
                references
                    .addObject()
                    .put("name", each.name())
                    .put("type", each.type())
                    .put("id", each.id()));
    return line.put("coreMigrationVersion", ObjectType.CORE_VERSION)
        .put("typeMigrationVersion", type.written())
        .put("managed", false);
  }

  /** A tree as JSON in one line, as Kibana wants it within a text. */
  public static String text(com.fasterxml.jackson.databind.JsonNode tree) {
    try {
      return MAPPER.writeValueAsString(tree);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain values can be written", e);
    }
  }
}
