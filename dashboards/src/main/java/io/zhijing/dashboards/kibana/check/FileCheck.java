package io.zhijing.dashboards.kibana.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zhijing.dashboards.kibana.objects.ObjectType;
import io.zhijing.dashboards.kibana.objects.SavedObject;
import io.zhijing.dashboards.kibana.objects.SavedObject.Reference;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The file as such: lines, keys, versions, ids. */
final class FileCheck {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Set<String> KEYS =
      Set.of(
          "type",
          "id",
          "attributes",
          "references",
          "coreMigrationVersion",
          "typeMigrationVersion",
          "managed");
  private static final String MARK = "\uFEFF";

  private final String prefix;
  private final Faults faults;

  FileCheck(String prefix, Faults faults) {
    this.prefix = prefix;
    this.faults = faults;
  }

  List<SavedObject> objects(byte[] file) {
    Optional<String> text = text(file);
    List<SavedObject> objects = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    int number = 0;
    for (String line : text.orElse("").split("\n", -1)) {
      number++;
      if (line.isEmpty()) {
        continue;
      }
      Optional<SavedObject> object = object("line " + number, line);
      object.ifPresent(
          each -> {
            objects.add(each);
            if (!seen.add(each.name())) {
              faults.add(FaultKind.DUPLICATE_OBJECT, each.name(), "stands in the file twice");
            }
          });
    }
    return objects;
  }

  private Optional<String> text(byte[] file) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file)).toString();
      if (text.startsWith(MARK)) {
        faults.add(FaultKind.NOT_TEXT, "file", "begins with a byte order mark");
        return Optional.of(text.substring(1));
      }
      return Optional.of(text);
    } catch (CharacterCodingException e) {
      faults.add(FaultKind.NOT_TEXT, "file", "is not UTF-8");
      return Optional.empty();
    }
  }

  private Optional<SavedObject> object(String place, String line) {
    JsonNode node;
    try {
      node = MAPPER.readTree(line);
    } catch (IOException e) {
      faults.add(FaultKind.BAD_LINE, place, "is no JSON");
      return Optional.empty();
    }
    boolean isObject =
        node.path("type").isTextual()
            && node.path("id").isTextual()
            && node.path("attributes").isObject()
            && node.path("references").isArray();
    if (!isObject) {
      faults.add(FaultKind.BAD_LINE, place, "has no type, id, attributes and references");
      return Optional.empty();
    }
    List<Reference> references = new ArrayList<>();
    for (JsonNode each : node.path("references")) {
      references.add(
          new Reference(
              each.path("name").asText(), each.path("type").asText(), each.path("id").asText()));
    }
    SavedObject object =
        new SavedObject(
            node.path("type").asText(),
            node.path("id").asText(),
            (ObjectNode) node.path("attributes"),
            references);
    check(object, node);
    return Optional.of(object);
  }

  private void check(SavedObject object, JsonNode line) {
    line.fieldNames()
        .forEachRemaining(
            key -> {
              if (!KEYS.contains(key)) {
                faults.add(FaultKind.VOLATILE_KEY, object.name(), "has the key '" + key + "'");
              }
            });
    if (!object.id().startsWith(prefix + "-")) {
      faults.add(FaultKind.STRANGE_ID, object.name(), "the id does not begin with " + prefix + "-");
    }
    String title = object.type().equals("tag") ? "name" : "title";
    if (object.attributes().path(title).asText().isBlank()) {
      faults.add(FaultKind.MISSING_TITLE, object.name(), "has no title");
    }
    Optional<ObjectType> type = ObjectType.ofCode(object.type());
    if (type.isEmpty()) {
      faults.add(FaultKind.UNKNOWN_TYPE, object.name(), "is of a type that is not written here");
      return;
    }
    version(object, line.path("typeMigrationVersion").asText(), type.get().highest());
    version(object, line.path("coreMigrationVersion").asText(), ObjectType.CORE_VERSION);
  }

  private void version(SavedObject object, String version, String highest) {
    if (!version.matches("[0-9]+\\.[0-9]+\\.[0-9]+")) {
      faults.add(FaultKind.BAD_VERSION, object.name(), "'" + version + "' is no version");
    } else if (compare(version, highest) > 0) {
      faults.add(
          FaultKind.TOO_NEW,
          object.name(),
          "version " + version + " is newer than " + highest + ", which Kibana 8.19 takes");
    }
  }

  private static int compare(String one, String other) {
    String[] left = one.split("\\.", -1);
    String[] right = other.split("\\.", -1);
    for (int i = 0; i < left.length; i++) {
      int order = Integer.compare(Integer.parseInt(left[i]), Integer.parseInt(right[i]));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }
}
