package io.zhijing.jobs.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.zhijing.detection.count.GlrCusum;
import io.zhijing.detection.count.GlrCusum.Change;
import io.zhijing.detection.count.GlrCusum.Judged;
import io.zhijing.detection.count.GlrCusum.Step;
import io.zhijing.detection.count.GlrCusum.Watched;
import io.zhijing.detection.count.InControlModel;
import java.util.OptionalDouble;

/** Compares {@link GlrCusum} with {@code algo.glrpois} and {@code algo.glrnb}. */
final class GlrFixture {
  private static final double TOLERANCE = Comparison.REGRESSION;

  private GlrFixture() {}

  static Comparison compare(Fixture fixture) {
    Comparison comparison = new Comparison();
    int[] range = fixture.range();
    JsonNode mean = fixture.control("mu0");
    InControlModel model =
        new InControlModel(
            mean.path("S").asInt(1),
            mean.path("trend").asBoolean(),
            fixture.need("frequency").asInt(),
            overdispersion(fixture));
    JsonNode theta = fixture.need("control").path("theta");
    GlrCusum chart =
        new GlrCusum(
            fixture.control("c.ARL", 5),
            change(fixture.control("change", "intercept")),
            theta.isNumber() ? OptionalDouble.of(theta.asDouble()) : OptionalDouble.empty());
    GlrCusum.Report report =
        chart.watch(fixture.history(), range[0], model, mean.path("refit").asBoolean());
    if (report instanceof GlrCusum.Insufficient insufficient) {
      comparison.reason(insufficient.reason().code());
      for (int i = 0; i < range.length; i++) {
        near(comparison, fixture, i, "upperbound", Double.NaN);
      }
      return comparison;
    }
    Watched watched = (Watched) report;
    scalars(comparison, fixture, watched);
    boolean cases = "cases".equals(fixture.control("ret", "value"));
    for (int i = 0; i < range.length; i++) {
      near(comparison, fixture, i, "expected", watched.means()[i]);
      Step step = watched.steps().get(i);
      boolean alarm = step instanceof Judged judged && judged.alarm();
      comparison.flag("alarm", range[i] + 1, alarm, fixture.results("alarm").get(i));
      near(comparison, fixture, i, "upperbound", bound(step, cases));
    }
    return comparison;
  }

  private static double bound(Step step, boolean cases) {
    if (!(step instanceof Judged judged)) {
      return Double.NaN;
    }
    return cases ? judged.casesToAlarm().orElse(Double.NaN) : judged.statistic();
  }

  private static void scalars(Comparison comparison, Fixture fixture, Watched watched) {
    double alpha = fixture.need("alphaUsed").asDouble();
    comparison.near("alphaUsed", 0, watched.first().overdispersion(), alpha, TOLERANCE);
    comparison.exact("refits", 0, watched.fits(), fixture.need("refits").asDouble());
    JsonNode coefficients = fixture.need("firstFitCoefficients");
    double[] ours = watched.first().coefficients();
    int c = 0;
    for (JsonNode coefficient : coefficients) {
      double mine = c < ours.length ? ours[c] : Double.NaN;
      comparison.near("firstFitCoefficients", c + 1, mine, coefficient.asDouble(), TOLERANCE);
      c++;
    }
  }

  private static OptionalDouble overdispersion(Fixture fixture) {
    if ("glrpois".equals(fixture.need("algorithm").asText())) {
      return OptionalDouble.of(0);
    }
    JsonNode alpha = fixture.control("alpha");
    return alpha.isNull() ? OptionalDouble.empty() : OptionalDouble.of(alpha.asDouble());
  }

  private static Change change(String name) {
    return switch (name) {
      case "intercept" -> Change.FACTOR;
      case "epi" -> Change.EPIDEMIC_AS_PACKAGED;
      default -> throw new Fixture.Unusable("unknown change " + name);
    };
  }

  private static void near(
      Comparison comparison, Fixture fixture, int i, String field, double actual) {
    int index = fixture.need("range").get(i).asInt();
    comparison.near(field, index, actual, fixture.number(field, i), TOLERANCE);
  }
}
