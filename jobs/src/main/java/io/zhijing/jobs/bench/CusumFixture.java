package io.zhijing.jobs.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.zhijing.detection.count.Cusum;
import io.zhijing.detection.count.InControlModel;
import io.zhijing.detection.count.InControlModel.InControl;
import io.zhijing.detection.count.InControlModel.Known;
import io.zhijing.detection.count.InControlModel.Unknown;
import java.util.Arrays;
import java.util.OptionalDouble;

/** Compares {@link Cusum} with {@code algo.cusum}. */
final class CusumFixture {
  private static final double STEP = 1e-5;

  private CusumFixture() {}

  static Comparison compare(Fixture fixture) {
    Comparison comparison = new Comparison();
    Cusum cusum = cusum(fixture);
    double[] observed = fixture.numbers("observed");
    int[] range = fixture.range();
    boolean model = "glm".equals(fixture.control("m", "mean"));
    double[] means = means(fixture, observed, range, model, comparison);
    double tolerance = model ? Comparison.REGRESSION : Comparison.CLOSED_FORM;
    JsonNode expected = fixture.need("expected");
    for (int i = 0; i < expected.size(); i++) {
      comparison.near("expected", range[i] + 1, means[i], expected.get(i).asDouble(), tolerance);
    }
    double sum = 0;
    for (int i = 0; i < range.length; i++) {
      int index = range[i] + 1;
      double statistic = Double.NaN;
      double bound = Double.NaN;
      boolean alarm = false;
      Cusum.Step step = cusum.step(sum, observed[range[i]], means[i]);
      if (step instanceof Cusum.Judged judged) {
        statistic = judged.statistic();
        bound = judged.upperBound();
        alarm = judged.alarm();
        sum = statistic;
      } else if (step instanceof Cusum.Skipped skipped) {
        comparison.reason(skipped.reason().code());
      }
      comparison.near("statistic", index, statistic, fixture.number("statistic", i), tolerance);
      comparison.flag("alarm", index, alarm, fixture.results("alarm").get(i));
      bound(comparison, fixture, new int[] {i, index}, bound, tolerance);
    }
    return comparison;
  }

  /**
   * Bounds of the plain standardisation are whole; one next to a whole number may fall either way.
   */
  private static void bound(
      Comparison comparison, Fixture fixture, int[] place, double bound, double tolerance) {
    double expected = fixture.number("upperbound", place[0]);
    boolean whole = "standard".equals(fixture.control("trans", "standard"));
    if (whole && Math.abs(Math.abs(bound - expected) - 1) < STEP) {
      comparison.skip("upperbound");
    } else {
      comparison.near("upperbound", place[1], bound, expected, whole ? 0 : tolerance);
    }
  }

  private static double[] means(
      Fixture fixture, double[] observed, int[] range, boolean model, Comparison comparison) {
    double[] before = Arrays.copyOf(observed, range[0]);
    double[] means = new double[range.length];
    if (!model) {
      JsonNode given = fixture.need("control").path("m");
      double mean = given.isNumber() ? given.asDouble() : Arrays.stream(before).average().orElse(0);
      Arrays.fill(means, mean);
      return means;
    }
    if (fixture.need("start").get(1).asInt() != 1) {
      throw new Fixture.Unusable("series that do not start with a year are not compared");
    }
    InControl fitted =
        new InControlModel(1, false, fixture.need("frequency").asInt(), OptionalDouble.of(0))
            .fit(before);
    if (fitted instanceof Unknown unknown) {
      comparison.reason(unknown.reason().code());
      Arrays.fill(means, Double.NaN);
    } else {
      Arrays.setAll(means, i -> ((Known) fitted).mean(range[i] + 1.0));
    }
    return means;
  }

  private static Cusum cusum(Fixture fixture) {
    String name = fixture.control("trans", "standard");
    Cusum.Transform transform =
        switch (name) {
          case "standard" -> Cusum.Transform.STANDARD;
          case "rossi" -> Cusum.Transform.ROSSI;
          case "anscombe" -> Cusum.Transform.ANSCOMBE;
          case "pearsonNegBin" -> Cusum.Transform.NEGATIVE_BINOMIAL;
          default -> throw new Fixture.Unusable("unknown trans " + name);
        };
    return new Cusum(
        transform,
        fixture.control("k", 1.04),
        fixture.control("h", 2.26),
        fixture.control("alpha", 0.1));
  }
}
