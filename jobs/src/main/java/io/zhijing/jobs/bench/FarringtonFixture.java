package io.zhijing.jobs.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.zhijing.detection.count.CountHistory;
import io.zhijing.detection.count.Farrington;
import io.zhijing.detection.count.FarringtonControl;
import io.zhijing.detection.count.FarringtonResult;
import io.zhijing.detection.count.FarringtonResult.Prediction;
import io.zhijing.detection.count.PowerTransform;
import org.apache.commons.statistics.distribution.NormalDistribution;

/** Compares {@link Farrington} with {@code algo.farrington}. */
final class FarringtonFixture {
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  private FarringtonFixture() {}

  static Comparison compare(Fixture fixture) {
    Comparison comparison = new Comparison();
    FarringtonControl control = control(fixture);
    Farrington detector = new Farrington(control);
    CountHistory history = fixture.history();
    int[] range = fixture.range();
    for (int i = 0; i < range.length; i++) {
      FarringtonResult result = detector.at(history, range[i]);
      double y = history.count(range[i]);
      Row row = row(result, control.transform(), y);
      int index = range[i] + 1;
      if (result instanceof FarringtonResult.Insufficient insufficient) {
        comparison.reason(insufficient.reason().code());
      }
      comparison.flag("alarm", index, row.alarm(), fixture.results("alarm").get(i));
      near(comparison, "upperbound", fixture, new double[] {i, row.bound()});
      near(comparison, "predictiveProb", fixture, new double[] {i, row.below()});
      near(comparison, "predictiveMedian", fixture, new double[] {i, row.median()});
      comparison.flag("trendKept", index, row.trend(), fixture.results("trendKept").get(i));
    }
    return comparison;
  }

  private record Row(boolean alarm, double bound, double below, double median, boolean trend) {}

  /** What the reference would have written; it writes the bound 0 where cases are too few. */
  private static Row row(FarringtonResult result, PowerTransform transform, double y) {
    if (result instanceof FarringtonResult.Judged judged) {
      Prediction prediction = judged.prediction();
      return row(prediction, transform, y, judged.alarm(), prediction.upperBound());
    }
    if (result instanceof FarringtonResult.Withheld withheld) {
      return row(withheld.prediction(), transform, y, false, 0);
    }
    return new Row(false, Double.NaN, Double.NaN, Double.NaN, false);
  }

  private static Row row(
      Prediction prediction, PowerTransform transform, double y, boolean alarm, double bound) {
    double variance = prediction.error() * prediction.error();
    double distance =
        transform.standardised(y, prediction.expected(), prediction.model().phi(), variance);
    return new Row(
        alarm,
        bound,
        NORMAL.cumulativeProbability(distance),
        prediction.expected(),
        prediction.model().trend().isPresent());
  }

  private static void near(
      Comparison comparison, String field, Fixture fixture, double[] positionAndValue) {
    int i = (int) positionAndValue[0];
    JsonNode node = fixture.results(field).get(i);
    double expected = node.isNull() ? Double.NaN : node.asDouble();
    int index = fixture.need("range").get(i).asInt();
    comparison.probability(field, index, positionAndValue[1], expected, Comparison.REGRESSION);
  }

  private static FarringtonControl control(Fixture fixture) {
    String fit = fixture.control("fitFun", "algo.farrington.fitGLM.fast");
    return new FarringtonControl(
        fixture.control("b").asInt(),
        fixture.control("w").asInt(),
        fixture.control("reweight").asBoolean(),
        fixture.control("trend", true),
        FlexibleFixture.transform(fixture.control("powertrans", "2/3")),
        fixture.control("alpha").asDouble(),
        FlexibleFixture.limit(fixture),
        fit.endsWith("populationOffset"));
  }
}
