package io.zhijing.jobs.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.zhijing.detection.count.FarringtonFlexible;
import io.zhijing.detection.count.FarringtonResult;
import io.zhijing.detection.count.FarringtonResult.Model;
import io.zhijing.detection.count.FarringtonResult.Prediction;
import io.zhijing.detection.count.FlexibleControl;
import io.zhijing.detection.count.FlexibleControl.Method;
import io.zhijing.detection.count.NoResult;
import io.zhijing.detection.count.PowerTransform;
import io.zhijing.detection.stats.DispersedCount;
import org.apache.commons.statistics.distribution.NormalDistribution;

/** Compares {@link FarringtonFlexible} with {@code farringtonFlexible}. */
final class FlexibleFixture {
  private static final double STEP = 1e-5;

  private final Fixture fixture;
  private final FlexibleControl control;
  private final Comparison comparison = new Comparison();

  private FlexibleFixture(Fixture fixture) {
    this.fixture = fixture;
    control = control(fixture);
  }

  static Comparison compare(Fixture fixture) {
    return new FlexibleFixture(fixture).compare();
  }

  private static FlexibleControl control(Fixture fixture) {
    String method = fixture.control("thresholdMethod").asText();
    return new FlexibleControl(
        fixture.control("b").asInt(),
        fixture.control("w").asInt(),
        fixture.control("noPeriods").asInt(),
        fixture.control("pastWeeksNotIncluded").asInt(),
        fixture.control("reweight").asBoolean(),
        fixture.control("weightsThreshold").asDouble(),
        new FlexibleControl.Trend(
            fixture.control("trend").asBoolean(), fixture.control("pThresholdTrend").asDouble()),
        new FlexibleControl.Threshold(
            method(method),
            transform(fixture.control("powertrans").asText()),
            fixture.control("alpha").asDouble()),
        limit(fixture),
        fixture.control("populationOffset").asBoolean());
  }

  static FlexibleControl.Limit limit(Fixture fixture) {
    JsonNode limit = fixture.need("control").path("limit54");
    return new FlexibleControl.Limit(limit.path(0).asInt(5), limit.path(1).asInt(4));
  }

  private static Method method(String name) {
    return switch (name) {
      case "delta" -> Method.DELTA;
      case "nbPlugin" -> Method.NEGATIVE_BINOMIAL;
      case "muan" -> Method.MEAN_UPPER_QUANTILE;
      default -> throw new Fixture.Unusable("unknown thresholdMethod " + name);
    };
  }

  static PowerTransform transform(String name) {
    return switch (name) {
      case "none" -> PowerTransform.NONE;
      case "1/2" -> PowerTransform.HALF;
      case "2/3" -> PowerTransform.TWO_THIRDS;
      default -> throw new Fixture.Unusable("unknown powertrans " + name);
    };
  }

  private Comparison compare() {
    FarringtonFlexible detector = new FarringtonFlexible(control);
    int[] range = fixture.range();
    boolean stopped = fixture.json().has("error");
    for (int i = 0; i < range.length; i++) {
      FarringtonResult result = detector.at(fixture.history(), range[i]);
      if (!stopped) {
        compare(i, range[i] + 1, result);
      }
      noteReason(result);
    }
    return comparison;
  }

  private void noteReason(FarringtonResult result) {
    if (result instanceof FarringtonResult.Insufficient insufficient) {
      comparison.reason(insufficient.reason().code());
    } else if (result instanceof FarringtonResult.Unbounded unbounded) {
      comparison.reason(unbounded.reason().code());
    }
  }

  private void compare(int i, int index, FarringtonResult result) {
    double none = Double.NaN;
    if (result instanceof FarringtonResult.Judged judged) {
      alarm(i, index, judged.alarm());
      prediction(i, index, judged.prediction(), true);
      scores(i, index, new double[] {judged.score(), judged.pValue()});
    } else if (result instanceof FarringtonResult.Withheld withheld) {
      alarm(i, index, false);
      prediction(i, index, withheld.prediction(), false);
      scores(i, index, new double[] {withheld.score(), withheld.pValue()});
    } else if (result instanceof FarringtonResult.Unjudged unjudged) {
      alarm(i, index, false);
      prediction(i, index, unjudged.prediction(), false);
      scores(i, index, new double[] {none, none});
    } else if (result instanceof FarringtonResult.Unbounded unbounded) {
      alarm(i, index, false);
      model(i, index, unbounded.model());
      bound(i, index, none);
      near("expected", i, index, none);
      near("mu0", i, index, whereUnbounded(unbounded));
      scores(i, index, new double[] {none, none});
    } else {
      alarm(i, index, false);
      bound(i, index, none);
      for (String field : new String[] {"expected", "mu0", "phi", "trendCoefficient"}) {
        near(field, i, index, none);
      }
      scores(i, index, new double[] {none, none});
    }
  }

  /** Without anybody exposed the reference writes the mean 0, or exp(0) for the delta method. */
  private double whereUnbounded(FarringtonResult.Unbounded unbounded) {
    if (unbounded.reason() != NoResult.POPULATION_INVALID) {
      return Double.NaN;
    }
    return control.threshold().method() == Method.DELTA ? 1 : 0;
  }

  private void prediction(int i, int index, Prediction prediction, boolean shown) {
    model(i, index, prediction.model());
    boolean delta = control.threshold().method() == Method.DELTA;
    double mean = delta ? exponentOfUpperMean(prediction) : prediction.quantileMean();
    near("mu0", i, index, Double.isInfinite(mean) ? Double.NaN : mean);
    near("expected", i, index, shown ? prediction.expected() : Double.NaN);
    double bound = shown ? prediction.upperBound() : Double.NaN;
    if (!delta && onStep(i, prediction)) {
      comparison.skip("upperbound");
    } else {
      bound(i, index, bound);
    }
  }

  /** For the delta method the reference exponentiates what is no logarithm; only compared. */
  private double exponentOfUpperMean(Prediction prediction) {
    double z = NormalDistribution.of(0, 1).inverseSurvivalProbability(control.threshold().alpha());
    return Math.exp(prediction.expected() + z * prediction.error());
  }

  /** Whether bounds differ by one only because the level falls on a step of the distribution. */
  private boolean onStep(int i, Prediction prediction) {
    JsonNode reference = fixture.results("upperbound").get(i);
    double bound = prediction.upperBound();
    if (reference.isNull() || Math.abs(reference.asDouble() - bound) != 1) {
      return false;
    }
    double lower = Math.min(bound, reference.asDouble());
    double tail =
        new DispersedCount(prediction.quantileMean(), prediction.model().phi())
            .upperTail(lower + 1);
    return Math.abs(tail / control.threshold().alpha() - 1) < STEP;
  }

  private void model(int i, int index, Model model) {
    near("phi", i, index, model.phi());
    near("trendCoefficient", i, index, model.trend().orElse(Double.NaN));
    JsonNode kept = fixture.results("trendKept").get(i);
    comparison.flag("trendKept", index, model.trend().isPresent(), kept);
  }

  private void alarm(int i, int index, boolean actual) {
    comparison.flag("alarm", index, actual, fixture.results("alarm").get(i));
  }

  private void bound(int i, int index, double actual) {
    if (control.threshold().method() == Method.DELTA) {
      near("upperbound", i, index, actual);
    } else {
      comparison.exact("upperbound", index, actual, reference("upperbound", i));
    }
  }

  private void scores(int i, int index, double[] scoreAndTail) {
    near("score", i, index, scoreAndTail[0]);
    double expected = reference("pvalue", i);
    comparison.probability("pvalue", index, scoreAndTail[1], expected, Comparison.REGRESSION);
  }

  private void near(String field, int i, int index, double actual) {
    comparison.near(field, index, actual, reference(field, i), Comparison.REGRESSION);
  }

  private double reference(String field, int i) {
    JsonNode node = fixture.results(field).get(i);
    return node.isNull() ? Double.NaN : node.asDouble();
  }
}
