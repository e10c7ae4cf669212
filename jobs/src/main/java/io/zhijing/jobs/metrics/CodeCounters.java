package io.zhijing.jobs.metrics;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * Counters of a metric with one label, by the codes of a closed list. Not for every record. A code
 * that is not in the list is counted as {@value #OTHER}: what is measured must not fail what runs.
 */
public final class CodeCounters {
  private static final String OTHER = "other";

  private final Map<String, Counter> counters = new HashMap<>();
  private final Counter other;

  /**
   * The counters of all codes, each of which begins at zero.
   *
   * @param operator its group
   * @param metric has one label
   * @param codes the closed list
   */
  public CodeCounters(MetricGroup operator, Metric metric, List<String> codes) {
    Meters meters = new Meters(operator);
    codes.forEach(code -> counters.put(code, meters.counter(metric, code)));
    other = meters.counter(metric, OTHER);
  }

  /** One more. */
  public void count(String code) {
    counters.getOrDefault(code, other).inc();
  }
}
