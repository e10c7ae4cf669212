package io.zhijing.jobs.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a run left behind.
 *
 * @param documents by kind and id, without what must differ from run to run
 * @param deliveries how often the subscriber took each
 */
public record Outcome(Map<String, String> documents, Map<String, Integer> deliveries) {
  private static final int SHOWN = 200;

  /** Copies the maps. */
  public Outcome {
    documents = new TreeMap<>(documents);
    deliveries = new TreeMap<>(deliveries);
  }

  /** How often something was delivered once more. */
  public int repeats() {
    return deliveries.values().stream().mapToInt(times -> times - 1).sum();
  }

  /** Every document and delivery that is lost, too many or different; empty if there is none. */
  public List<String> differences(Outcome expected) {
    List<String> differences = new ArrayList<>();
    TreeSet<String> ids = new TreeSet<>(documents.keySet());
    ids.addAll(expected.documents().keySet());
    for (String id : ids) {
      String wanted = expected.documents().get(id);
      String found = documents.get(id);
      if (found == null) {
        differences.add("lost: " + id);
      } else if (wanted == null) {
        differences.add("too many: " + id + " " + cut(found));
      } else if (!wanted.equals(found)) {
        differences.add(
            "other: " + id + " " + around(found, wanted) + " not " + around(wanted, found));
      }
    }
    for (String id : expected.deliveries().keySet()) {
      if (!deliveries.containsKey(id)) {
        differences.add("not told: " + id);
      }
    }
    for (String id : deliveries.keySet()) {
      if (!expected.deliveries().containsKey(id)) {
        differences.add("told too much: " + id);
      }
    }
    return differences;
  }

  /** What stands where two texts begin to differ. */
  private static String around(String text, String other) {
    int at = 0;
    while (at < Math.min(text.length(), other.length()) && text.charAt(at) == other.charAt(at)) {
      at++;
    }
    return cut(text.substring(Math.max(0, at - SHOWN / 4)));
  }

  private static String cut(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
  }
}
