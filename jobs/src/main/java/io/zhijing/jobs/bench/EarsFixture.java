package io.zhijing.jobs.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.zhijing.detection.count.Ears;

/** Compares {@link Ears} with {@code earsC}, and its published C3 with the definition. */
final class EarsFixture {
  private EarsFixture() {}

  static Comparison compare(Fixture fixture) {
    Comparison comparison = new Comparison();
    Ears ears =
        new Ears(
            Ears.Method.valueOf(fixture.control("method").asText()),
            fixture.control("baseline").asInt(),
            fixture.control("minSigma").asDouble(),
            fixture.control("alpha").asDouble());
    double[] observed = fixture.numbers("observed");
    int[] range = fixture.range();
    JsonNode published = fixture.json().path("documentedC3");
    for (int i = 0; i < range.length; i++) {
      if (range[i] < ears.firstIndex()) {
        throw new Fixture.Unusable("field \"range\" holds a week without a baseline");
      }
      Ears.Result result = ears.at(observed, range[i]);
      int index = range[i] + 1;
      near(comparison, "upperbound", index, result.upperBound(), fixture.number("upperbound", i));
      comparison.flag("alarm", index, result.alarm(), fixture.results("alarm").get(i));
      if (published.isObject()) {
        published(comparison, index, ears.publishedC3(observed, range[i]), published, i);
      }
    }
    return comparison;
  }

  private static void published(
      Comparison comparison, int index, Ears.PublishedC3 result, JsonNode published, int i) {
    JsonNode statistic = published.path("statistic").path(i);
    JsonNode bound = published.path("upperboundFormula").path(i);
    near(comparison, "documentedC3", index, result.statistic(), value(statistic));
    if (!statistic.isNull()) {
      near(comparison, "documentedC3", index, result.upperBound(), value(bound));
    }
    comparison.flag(
        "documentedC3", index, result.alarm(), published.path("alarmStatistic").path(i));
  }

  private static double value(JsonNode node) {
    return node.isNumber() ? node.asDouble() : Double.NaN;
  }

  /** Means of equal counts may differ from a bound by rounding alone, hence no closer. */
  private static void near(
      Comparison comparison, String field, int index, double actual, double expected) {
    double known = Double.isFinite(actual) ? actual : Double.NaN;
    comparison.near(field, index, known, expected, Comparison.CLOSED_FORM);
  }
}
