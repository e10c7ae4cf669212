package io.zhijing.detection.baseline;

import java.util.ArrayList;
import java.util.List;

/**
 * Who inspected what, and how it was chosen: inspections of one cell fail about equally often
 * wherever they are made. What is not known is empty and is left out of the cell.
 *
 * @param samplingKind random or targeted
 * @param body inspecting body
 * @param product what was sampled
 */
public record MixCell(String samplingKind, String body, String product) {
  private static final char SEPARATOR = '\u001f';

  /** A cell of which nothing is known: it has the rate of the whole stream. */
  public static final MixCell UNKNOWN = new MixCell("", "", "");

  /**
   * Keys from the coarsest to the finest: the kind, the body within the kind, the product within
   * both. Empty if nothing is known. Each key begins with the one before.
   */
  public List<String> path() {
    List<String> path = new ArrayList<>();
    StringBuilder key = new StringBuilder();
    int place = 0;
    for (String part : List.of(samplingKind, body, product)) {
      place++;
      if (!part.isEmpty()) {
        key.append(SEPARATOR).append(place).append(part.replace(SEPARATOR, ' '));
        path.add(key.toString());
      }
    }
    return path;
  }

  /** The finest key of the {@link #path()}: equal for equal cells; empty if nothing is known. */
  public String key() {
    List<String> path = path();
    return path.isEmpty() ? "" : path.get(path.size() - 1);
  }

  /** The key of the next coarser cell; empty for the whole stream. */
  static String parent(String key) {
    return key.substring(0, Math.max(0, key.lastIndexOf(SEPARATOR)));
  }

  /** How many parts a key has. */
  static int depth(String key) {
    return (int) key.chars().filter(c -> c == SEPARATOR).count();
  }
}
