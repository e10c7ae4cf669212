package io.zhijing.jobs.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;

class MetricTest {

  @Test
  void namesAreSnakeCaseAndDistinct() {
    assertThat(Arrays.stream(Metric.values()).map(Metric::code))
        .allMatch(code -> code.matches("[a-z]+(_[a-z]+)*"))
        .doesNotHaveDuplicates();
    assertThat(Arrays.stream(Metric.values()).map(Metric::prometheusName)).doesNotHaveDuplicates();
  }

  @Test
  void labelsMustBeThoseOfTheMetric() {
    Meters meters = new Meters(new UnregisteredMetricsGroup());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> meters.counter(Metric.RECORDS, "inspection"));
    assertThatIllegalArgumentException().isThrownBy(() -> meters.counter(Metric.RULES_VERSION));
    assertThat(meters.counter(Metric.RECORDS, "inspection", "received").getCount()).isZero();
  }
}
