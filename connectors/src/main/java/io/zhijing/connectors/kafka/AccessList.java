package io.zhijing.connectors.kafka;

import io.zhijing.connectors.wire.yaml.SettingsFaults;
import io.zhijing.connectors.wire.yaml.YamlReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who may read and write which topic: one line of rights a user. What is not in the list may not be
 * done.
 *
 * @param users rights by user, in the order of the file
 */
public record AccessList(Map<String, Rights> users) {
  /** Copies the map. */
  public AccessList {
    users = Map.copyOf(users);
  }

  /**
   * What a user may do.
   *
   * @param read names of topics, without the prefix
   * @param write names of topics, without the prefix
   * @param groups what the names of its consumer groups begin with
   */
  public record Rights(Set<String> read, Set<String> write, Set<String> groups) {
    /** Copies the sets. */
    public Rights {
      read = Set.copyOf(read);
      write = Set.copyOf(write);
      groups = Set.copyOf(groups);
    }
  }

  /**
   * The list in a file: a mapping from users to {@code read}, {@code write} and {@code groups}.
   *
   * @throws SettingsFaults naming every fault
   */
  public static AccessList read(Path file) throws SettingsFaults {
    List<String> faults = new ArrayList<>();
    YamlReader root = new YamlReader(YamlReader.tree(file), faults);
    Map<String, Rights> users = new LinkedHashMap<>();
    root.parts()
        .forEach(
            (user, part) ->
                users.put(
                    user,
                    new Rights(
                        topics(part, "read"),
                        topics(part, "write"),
                        Set.copyOf(part.texts("groups", List.of())))));
    if (users.isEmpty()) {
      faults.add(file + " names no user");
    }
    root.refuseUnknown();
    if (!faults.isEmpty()) {
      throw new SettingsFaults(faults);
    }
    return new AccessList(users);
  }

  private static Set<String> topics(YamlReader part, String key) {
    Set<String> known =
        new Topics("x").all().stream().map(name -> name.substring(2)).collect(Collectors.toSet());
    List<String> named = part.texts(key, List.of());
    for (String topic : named) {
      if (!known.contains(topic)) {
        part.fault(
            key,
            "names no topic of ours: "
                + topic
                + "; known are "
                + String.join(", ", known.stream().sorted().toList()));
      }
    }
    return Set.copyOf(named);
  }
}
