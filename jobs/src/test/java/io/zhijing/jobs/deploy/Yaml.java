package io.zhijing.jobs.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** YAML with anchors and merges, as compose and Kubernetes read it. */
final class Yaml {
  static final Path DOCKER = Path.of("..", "docker");

  private Yaml() {}

  static Map<String, Object> one(Path file) throws IOException {
    List<Map<String, Object>> all = all(file);
    if (all.size() != 1) {
      throw new IllegalStateException(file + " has not one document");
    }
    return all.get(0);
  }

  static List<Map<String, Object>> all(Path file) throws IOException {
    List<Map<String, Object>> documents = new ArrayList<>();
    new org.yaml.snakeyaml.Yaml(new SafeConstructor(new LoaderOptions()))
        .loadAll(Files.readString(file))
        .forEach(document -> documents.add(map(document)));
    return documents;
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> map(Object value) {
    return value == null ? Map.of() : (Map<String, Object>) value;
  }

  /** The value at a path of keys; an empty map where there is none. */
  static Object at(Object value, String... keys) {
    Object found = value;
    for (String key : keys) {
      found = map(found).getOrDefault(key, Map.of());
    }
    return found;
  }

  static List<String> texts(Object value) {
    return value instanceof List<?> list ? list.stream().map(String::valueOf).toList() : List.of();
  }
}
