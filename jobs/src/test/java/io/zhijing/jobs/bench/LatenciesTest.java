package io.zhijing.jobs.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zhijing.jobs.bench.throughput.Latencies;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LatenciesTest {
  @Test
  void aQuantileIsTheLeastThatTheShareDoesNotExceed() {
    Latencies hundred =
        new Latencies(IntStream.rangeClosed(1, 100).mapToDouble(i -> 101 - i).toArray());
    assertThat(hundred.quantile(0.5)).isEqualTo(50);
    assertThat(hundred.quantile(0.99)).isEqualTo(99);
    assertThat(hundred.quantile(1)).isEqualTo(100);
    assertThat(new Latencies(new double[] {3, 1}).quantile(0.99)).isEqualTo(3);
  }

  @Test
  void ofNothingThereIsNone() {
    Latencies none = new Latencies(new double[0]);
    assertThat(none.count()).isZero();
    assertThatThrownBy(() -> none.quantile(0.5)).isInstanceOf(IllegalStateException.class);
  }
}
