package io.zhijing.jobs.metrics;

import java.util.List;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/** Makes the metrics of one operator; asked when it opens, never for a record. */
public final class Meters {
  private final MetricGroup group;

  /** Metrics in the operator's group. */
  public Meters(MetricGroup operator) {
    this.group = operator.addGroup(Metric.GROUP);
  }

  /** A counter for the values of its labels, in the order of the labels. */
  public Counter counter(Metric metric, String... values) {
    return labelled(metric, Metric.Kind.COUNTER, values).counter(metric.code());
  }

  /** A gauge for the values of its labels, in the order of the labels. */
  public void gauge(Metric metric, Gauge<? extends Number> gauge, String... values) {
    labelled(metric, Metric.Kind.GAUGE, values).gauge(metric.code(), gauge);
  }

  private MetricGroup labelled(Metric metric, Metric.Kind kind, String... values) {
    List<String> labels = metric.labels();
    if (metric.kind() != kind || labels.size() != values.length) {
      throw new IllegalArgumentException(metric + " is no " + kind + " with these labels");
    }
    MetricGroup labelled = group;
    for (int i = 0; i < values.length; i++) {
      labelled = labelled.addGroup(labels.get(i), values[i]);
    }
    return labelled;
  }
}
