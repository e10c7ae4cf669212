package io.zhijing.dashboards.console.view;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An address within the console, that can be changed value by value. Immutable.
 *
 * @param path its path, as it is sent
 * @param values of its query, by name
 */
public record Link(String path, Map<String, List<String>> values) {

  /** Copies the values. */
  public Link {
    Map<String, List<String>> copied = new LinkedHashMap<>();
    values.forEach((name, each) -> copied.put(name, List.copyOf(each)));
    values = copied;
  }

  /** An address with values, given as names and values in turn. */
  public static Link of(String path, String... namesAndValues) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      values
          .computeIfAbsent(namesAndValues[i], name -> new ArrayList<>())
          .add(namesAndValues[i + 1]);
    }
    return new Link(path, values);
  }

  /** The same with one value for a name; an empty one takes the name away. */
  public Link with(String name, String value) {
    Map<String, List<String>> changed = new LinkedHashMap<>(values);
    if (value.isEmpty()) {
      changed.remove(name);
    } else {
      changed.put(name, List.of(value));
    }
    return new Link(path, changed);
  }

  /** The same without one of the values of a name. */
  public Link without(String name, String value) {
    Map<String, List<String>> changed = new LinkedHashMap<>(values);
    List<String> left = new ArrayList<>(values.getOrDefault(name, List.of()));
    left.remove(value);
    changed.put(name, left);
    return new Link(path, changed);
  }

  /** The same values at another path. */
  public Link at(String other) {
    return new Link(other, values);
  }

  /** A text as it stands in an address. */
  public static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Override
  public String toString() {
    List<String> pairs = new ArrayList<>();
    values.forEach(
        (name, each) -> each.forEach(value -> pairs.add(encoded(name) + "=" + encoded(value))));
    return pairs.isEmpty() ? path : path + "?" + String.join("&", pairs);
  }
}
