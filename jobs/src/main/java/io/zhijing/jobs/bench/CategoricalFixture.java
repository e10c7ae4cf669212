package io.zhijing.jobs.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.zhijing.detection.rate.CategoricalCusum;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Compares {@link CategoricalCusum} with {@code categoricalCUSUM}. */
final class CategoricalFixture {
  private CategoricalFixture() {}

  static Comparison compare(Fixture fixture) {
    Comparison comparison = new Comparison();
    comparison.input("pi0");
    comparison.input("pi1");
    JsonNode sigma = fixture.control("sigma");
    CategoricalCusum cusum =
        new CategoricalCusum(
            fixture.control("h").asDouble(),
            sigma.isNull() ? OptionalDouble.empty() : OptionalDouble.of(sigma.asDouble()));
    boolean cases = "cases".equals(fixture.control("ret", "value"));
    double[] failures = fixture.numbers("observed");
    double[] trials = fixture.numbers("population");
    int[] range = fixture.range();
    double sum = 0;
    for (int i = 0; i < range.length; i++) {
      double usual = fixture.number("pi0", i);
      CategoricalCusum.Trial trial =
          new CategoricalCusum.Trial(
              failures[range[i]], trials[range[i]], usual, fixture.number("pi1", i));
      CategoricalCusum.Step step = cusum.step(sum, trial);
      int index = range[i] + 1;
      if (step instanceof CategoricalCusum.Skipped skipped) {
        comparison.reason(skipped.reason().code());
        near(comparison, fixture, i, "upperbound", Double.NaN);
        continue;
      }
      CategoricalCusum.Judged judged = (CategoricalCusum.Judged) step;
      near(comparison, fixture, i, "llr", judged.ratio());
      near(comparison, fixture, i, "expected", usual * trials[range[i]]);
      comparison.flag("alarm", index, judged.alarm(), fixture.results("alarm").get(i));
      if (cases) {
        OptionalLong fewest = cusum.failuresToAlarm(sum, trial);
        double bound = fewest.isPresent() ? fewest.getAsLong() : Double.NaN;
        comparison.exact("upperbound", index, bound, fixture.number("upperbound", i));
      } else {
        near(comparison, fixture, i, "upperbound", judged.statistic());
      }
      sum = judged.carried();
    }
    return comparison;
  }

  private static void near(
      Comparison comparison, Fixture fixture, int i, String field, double actual) {
    int index = fixture.need("range").get(i).asInt();
    comparison.near(field, index, actual, fixture.number(field, i), Comparison.CLOSED_FORM);
  }
}
