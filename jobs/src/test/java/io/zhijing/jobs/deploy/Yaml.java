package io.zhijing.jobs.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** YAML with anchors and merges, as compose and Kubernetes read it. */
final class Yaml {
  static final Path DOCKER = Path.of("..", "docker");

  /** Lists that compose adds to rather than replaces. */
  private static final Set<String> ADDED =
      Set.of("volumes", "secrets", "ports", "tmpfs", "networks", "security_opt");

  private Yaml() {}

  static Map<String, Object> one(Path file) throws IOException {
    List<Map<String, Object>> all = all(file);
    if (all.size() != 1) {
      throw new IllegalStateException(file + " has not one document");
    }
    return all.get(0);
  }

  static List<Map<String, Object>> all(Path file) throws IOException {
    return ofText(Files.readString(file));
  }

  static List<Map<String, Object>> ofText(String text) {
    List<Map<String, Object>> documents = new ArrayList<>();
    new org.yaml.snakeyaml.Yaml(new SafeConstructor(new LoaderOptions()))
        .loadAll(text)
        .forEach(document -> documents.add(map(document)));
    return documents;
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> map(Object value) {
    return value == null ? Map.of() : (Map<String, Object>) value;
  }

  /**
   * Files one over the other, as compose merges them: mappings key by key, lists of volumes,
   * secrets and ports by what they are mounted to, commands and checks as a whole.
   */
  static Map<String, Object> merged(List<Path> files) throws IOException {
    Map<String, Object> all = Map.of();
    for (Path file : files) {
      all = map(over(all, one(file), ""));
    }
    return all;
  }

  private static Object over(Object below, Object above, String key) {
    if (below instanceof Map<?, ?> && above instanceof Map<?, ?>) {
      Map<String, Object> both = new LinkedHashMap<>(map(below));
      map(above).forEach((name, value) -> both.merge(name, value, (a, b) -> over(a, b, name)));
      return both;
    }
    if (below instanceof List<?> first && above instanceof List<?> second && ADDED.contains(key)) {
      Map<String, Object> byTarget = new LinkedHashMap<>();
      first.forEach(each -> byTarget.put(target(each), each));
      second.forEach(each -> byTarget.put(target(each), each));
      return new ArrayList<>(byTarget.values());
    }
    return above;
  }

  /** Where a volume or secret is mounted; another entry as it is. */
  private static String target(Object entry) {
    if (entry instanceof Map<?, ?>) {
      return String.valueOf(at(entry, "target"));
    }
    String text = String.valueOf(entry);
    return text.startsWith("127.") || !text.contains(":") ? text : text.split(":", -1)[1];
  }

  /** Names of a service's secrets, and where each is mounted. */
  static Map<String, String> secrets(Object service) {
    Map<String, String> secrets = new LinkedHashMap<>();
    for (Object each : at(service, "secrets") instanceof List<?> list ? list : List.<Object>of()) {
      if (each instanceof String name) {
        secrets.put(name, "/run/secrets/" + name);
      } else {
        secrets.put((String) at(each, "source"), (String) at(each, "target"));
      }
    }
    return secrets;
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
