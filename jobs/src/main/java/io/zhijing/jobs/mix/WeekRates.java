package io.zhijing.jobs.mix;

import io.zhijing.detection.baseline.MixRates;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;

/**
 * The rates that hold for the event days of one week, as known before the week began. Kept state
 * and stream element.
 *
 * @param stream code of the stream
 * @param week the week, counted from epoch
 * @param keys keys of the adjustment cells, ascending; the empty one is the whole stream
 * @param rates failure rates of {@code keys}
 */
public record WeekRates(String stream, int week, String[] keys, double[] rates) {

  /** The kept form of rates. */
  static WeekRates of(String stream, int week, MixRates rates) {
    SortedMap<String, Double> byKey = rates.byKey();
    return new WeekRates(
        stream,
        week,
        byKey.keySet().toArray(String[]::new),
        byKey.values().stream().mapToDouble(Double::doubleValue).toArray());
  }

  /** The rates. */
  MixRates mixRates() {
    Map<String, Double> byKey = new HashMap<>();
    for (int i = 0; i < keys.length; i++) {
      byKey.put(keys[i], rates[i]);
    }
    return MixRates.ofByKey(byKey);
  }
}
