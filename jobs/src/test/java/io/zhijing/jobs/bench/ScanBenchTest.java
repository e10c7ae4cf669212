package io.zhijing.jobs.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.connectors.file.PackLoader;
import io.zhijing.jobs.bench.ScanBench.Method;
import io.zhijing.jobs.bench.ScanBench.Score;
import io.zhijing.jobs.simulation.RegionMap;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScanBenchTest {

  private static RegionMap map() throws Exception {
    return RegionMap.of(PackLoader.builtIn("inner-mongolia"));
  }

  private static Score score(List<Score> scores, Method method, int risk) {
    return scores.stream()
        .filter(score -> score.method() == method && score.relativeRisk() == risk)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theMapHasEveryBannerOnce() throws Exception {
    RegionMap map = map();
    assertThat(map.codes()).hasSize(103).doesNotHaveDuplicates().contains("150102", "152921");
    assertThat(Arrays.stream(map.population()).sum()).isBetween(23.4e6, 23.6e6);
    assertThat(Arrays.asList(map.neighbours())).allMatch(neighbours -> neighbours.length > 0);
    assertThat(Arrays.asList(map.coordinates()))
        .allMatch(at -> at[0] > 97 && at[0] < 127 && at[1] < 54);
  }

  @Test
  void neighbourSetsNameAStrongClusterBetterThanCircles() throws Exception {
    List<Score> scores = new ScanBench(map(), 20, 40, 39).run(11);
    Score neighbours = score(scores, Method.NEIGHBOUR_SETS, 3);
    Score circles = score(scores, Method.CIRCLES, 3);
    assertThat(neighbours.detection()).isEqualTo(1);
    assertThat(neighbours.detection()).isGreaterThanOrEqualTo(circles.detection());
    assertThat(neighbours.overlap()).isGreaterThan(0.8).isGreaterThan(circles.overlap() + 0.1);
    assertThat(neighbours.sensitivity()).isBetween(neighbours.overlap(), 1.0);
    assertThat(neighbours.predictiveValue()).isBetween(neighbours.overlap(), 1.0);
  }

  @Test
  void withoutAClusterAlarmsAreRare() throws Exception {
    List<Score> scores = new ScanBench(map(), 20, 5, 39).run(12);
    for (Method method : Method.values()) {
      assertThat(score(scores, method, 1).alarms()).isLessThanOrEqualTo(0.25);
      assertThat(score(scores, method, 3).alarms()).isGreaterThan(0.5);
    }
  }

  @Test
  void theSameSeedGivesTheSameScores() throws Exception {
    ScanBench bench = new ScanBench(map(), 2, 5, 19);
    assertThat(bench.run(5)).isEqualTo(bench.run(5)).hasSize(9);
    assertThat(bench.run(6)).isNotEqualTo(bench.run(5));
  }
}
