package io.zhijing.detection.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * A cell that reports are counted in: one stream and a node on some dimensions, "any" on the rest.
 * The root of a tree is never named: it means "any". Two strata with the same nodes are equal,
 * whichever facet produced them.
 *
 * @param stream which of the three streams
 * @param nodes node code by dimension; empty for the whole stream
 */
public record Stratum(ReportStream stream, Map<Dimension, String> nodes) {

  /** Copies the nodes, so that a stratum never changes. */
  public Stratum {
    EnumMap<Dimension, String> copy = new EnumMap<>(Dimension.class);
    copy.putAll(nodes);
    nodes = Collections.unmodifiableMap(copy);
  }

  /** The node on a dimension, empty for "any". */
  public String node(Dimension dimension) {
    return nodes.getOrDefault(dimension, "");
  }

  /** This stratum with another node on one dimension; an empty node means "any". */
  public Stratum with(Dimension dimension, String node) {
    EnumMap<Dimension, String> changed = new EnumMap<>(Dimension.class);
    changed.putAll(nodes);
    if (node.isEmpty()) {
      changed.remove(dimension);
    } else {
      changed.put(dimension, node);
    }
    return new Stratum(stream, changed);
  }

  /** The codes of the dimensions on which a node is fixed, in the order of {@link Dimension}. */
  public List<String> dimensionCodes() {
    List<String> codes = new ArrayList<>();
    nodes.keySet().forEach(dimension -> codes.add(dimension.code()));
    return codes;
  }

  /**
   * The stable text form, used as key and in documents: {@code
   * inspection;producer=IN;hazard=ethylene-oxide}. {@link #parse} is its inverse.
   */
  public String key() {
    StringJoiner key = new StringJoiner(";");
    key.add(stream.code());
    nodes.forEach((dimension, node) -> key.add(dimension.code() + "=" + escape(node)));
    return key.toString();
  }

  /**
   * The key of a stratum without its stream: strata of several streams that agree have it alike.
   */
  public static String nodesKey(String key) {
    int end = key.indexOf(';');
    return end < 0 ? "" : key.substring(end + 1);
  }

  /**
   * The stratum of a key.
   *
   * @throws IllegalArgumentException if the text is not a key
   */
  public static Stratum parse(String key) {
    String[] parts = key.split(";", -1);
    EnumMap<Dimension, String> nodes = new EnumMap<>(Dimension.class);
    for (int i = 1; i < parts.length; i++) {
      int equals = parts[i].indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException("not a stratum key: '" + key + "'");
      }
      nodes.put(
          Dimension.ofCode(parts[i].substring(0, equals)),
          unescape(parts[i].substring(equals + 1)));
    }
    return new Stratum(ReportStream.ofCode(parts[0]), nodes);
  }

  private static String escape(String node) {
    return node.replace("%", "%25").replace(";", "%3B").replace("=", "%3D");
  }

  private static String unescape(String text) {
    return text.replace("%3D", "=").replace("%3B", ";").replace("%25", "%");
  }

  @Override
  public String toString() {
    return key();
  }
}
