package io.zhijing.detection.count;

import io.zhijing.detection.count.FarringtonResult.Insufficient;
import io.zhijing.detection.count.FarringtonResult.Judged;
import io.zhijing.detection.count.FarringtonResult.Model;
import io.zhijing.detection.count.FarringtonResult.Prediction;
import io.zhijing.detection.count.FarringtonResult.Unbounded;
import io.zhijing.detection.count.FarringtonResult.Unjudged;
import io.zhijing.detection.count.FarringtonResult.Withheld;
import io.zhijing.detection.regression.SeasonalRows;
import io.zhijing.detection.regression.SeasonalTrendFit;
import io.zhijing.detection.regression.SeasonalTrendFit.Outcome;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.numbers.gamma.RegularizedBeta;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Farrington's original method (Farrington, Andrews, Beale and Catchpole, 1996, Journal of the
 * Royal Statistical Society A 159, 547-563), with the numbers of {@code algo.farrington} of the R
 * package surveillance 1.20.3.
 *
 * <p>A quasi-Poisson regression on the same weeks of earlier years, with a trend if it is
 * significant at 5 %, rests on three years and does not extrapolate. Wrong where history is
 * shorter, and for very small counts, whose power is not normal.
 *
 * <p>References that lie before the first observation are left out, as in the package; so are
 * missing counts, where the package stops. A fit that does not settle without a trend is used as
 * its last step stands, as in the package, and says so. An instance holds a workspace and is not
 * thread-safe.
 */
public final class Farrington {
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
  private static final double OUTBREAK_RESIDUAL = 1;
  private static final double TREND_LEVEL = 0.05;
  private static final int YEARS_FOR_TREND = 3;
  private static final int WEEKS = 52;
  private static final int MONTHS = 12;

  private final FarringtonControl control;
  private final SeasonalRows rows = new SeasonalRows(1);
  private final SeasonalTrendFit fit = new SeasonalTrendFit(rows);
  private final double z;
  private double phi;
  private boolean settled;

  /** A detector with the settings. */
  public Farrington(FarringtonControl control) {
    this.control = control;
    z = NORMAL.inverseSurvivalProbability(control.alpha() / 2);
  }

  /** The result for the week at the index of the history; weeks after it do not matter. */
  public FarringtonResult at(CountHistory history, int index) {
    if (index < 0 || index >= history.size()) {
      return new Insufficient(NoResult.HISTORY_TOO_SHORT);
    }
    Optional<NoResult> fault = gather(history, index);
    if (fault.isPresent()) {
      return new Insufficient(fault.get());
    }
    double now = index + 1.0;
    boolean kept = false;
    if (control.trend()) {
      Outcome outcome = estimate(true);
      if (outcome == Outcome.CONVERGED) {
        kept = keepsTrend(history, index);
      } else if (outcome != Outcome.NOT_CONVERGED) {
        return new Insufficient(reason(outcome));
      }
    }
    if (!kept) {
      Outcome outcome = estimate(false);
      if (outcome == Outcome.DIVERGED || outcome == Outcome.NOT_IDENTIFIED) {
        return new Insufficient(reason(outcome));
      }
    }
    if (fit.degreesOfFreedom() <= 0) {
      return new Insufficient(NoResult.TOO_FEW_REFERENCES);
    }
    OptionalDouble slope = kept ? OptionalDouble.of(fit.slope()) : OptionalDouble.empty();
    return judge(history, index, predictor(history, index, now), new Model(phi, slope, settled));
  }

  private static NoResult reason(Outcome outcome) {
    return outcome == Outcome.NOT_IDENTIFIED ? NoResult.NOT_IDENTIFIED : NoResult.NOT_CONVERGED;
  }

  private Optional<NoResult> gather(CountHistory history, int index) {
    int w = control.halfWindow();
    rows.clear(control.years() * (2 * w + 1));
    for (int year = control.years(); year >= 1; year--) {
      for (int step = -w; step <= w; step++) {
        int at = reference(history, index, year, step);
        if (at >= 0 && !Double.isNaN(history.count(at))) {
          Optional<NoResult> fault = history.fault(at, control.populationOffset());
          if (fault.isPresent()) {
            return fault;
          }
          double exposed = control.populationOffset() ? history.population(at) : 1;
          rows.add(history.count(at), at + 1.0, 0, exposed);
        }
      }
    }
    if (rows.size() == 0) {
      return Optional.of(NoResult.HISTORY_TOO_SHORT);
    }
    return Optional.empty();
  }

  /** The index of a reference, or -1. */
  private static int reference(CountHistory history, int index, int year, int step) {
    if (!history.dated()) {
      return Math.max(-1, index - year * history.frequency() + step);
    }
    LocalDate now = LocalDate.ofEpochDay(history.day(index));
    LocalDate then = ReferenceBlocks.yearsBefore(now, year);
    return switch (history.frequency()) {
      case WEEKS ->
          history.indexOf(
              ReferenceBlocks.nearest(then.plus(step, ChronoUnit.WEEKS), now.getDayOfWeek())
                  .toEpochDay());
      case MONTHS -> history.indexOf(then.plusMonths(step).toEpochDay());
      default -> history.indexOf(then.plusDays(step).toEpochDay());
    };
  }

  private Outcome estimate(boolean trend) {
    rows.forgetWeights();
    Outcome outcome = fit.fit(trend);
    if (outcome != Outcome.CONVERGED && (trend || outcome != Outcome.NOT_CONVERGED)) {
      return outcome;
    }
    phi = Math.max(1, fit.dispersion());
    if (control.reweigh() && fit.degreesOfFreedom() > 0) {
      fit.reweigh(phi, OUTBREAK_RESIDUAL);
      outcome = fit.fit(trend);
      phi = Math.max(1, fit.dispersion());
    }
    settled = outcome == Outcome.CONVERGED;
    // A reweighted fit with a trend that has not settled still says something of the trend.
    return outcome == Outcome.NOT_CONVERGED ? Outcome.CONVERGED : outcome;
  }

  private boolean keepsTrend(CountHistory history, int index) {
    double df = fit.degreesOfFreedom();
    if (control.years() < YEARS_FOR_TREND || df <= 0) {
      return false;
    }
    double t = fit.slope() / Math.sqrt(fit.slopeVariance() * fit.dispersion());
    boolean significant = RegularizedBeta.value(df / (df + t * t), df / 2, 0.5) < TREND_LEVEL;
    return significant && Math.exp(predictor(history, index, index + 1.0)) <= rows.largest();
  }

  private double predictor(CountHistory history, int index, double now) {
    double eta = fit.predictor(now, 0);
    return control.populationOffset() ? eta + Math.log(history.population(index)) : eta;
  }

  private FarringtonResult judge(CountHistory history, int index, double eta, Model model) {
    Optional<NoResult> fault = history.fault(index, control.populationOffset());
    if (fault.isPresent()) {
      return new Unbounded(model, fault.get());
    }
    double expected = Math.max(Math.exp(eta), Math.ulp(1.0));
    double error = expected * Math.sqrt(phi * fit.predictorVariance(index + 1.0, 0));
    PowerTransform transform = control.transform();
    double deviation = transform.deviation(expected, phi, error * error);
    double bound = transform.back(transform.forward(expected) + z * deviation);
    if (!(bound < Double.POSITIVE_INFINITY)) {
      return new Unbounded(model, NoResult.BOUND_OVERFLOWS);
    }
    Prediction prediction = new Prediction(model, expected, error, expected, bound);
    double y = history.count(index);
    if (Double.isNaN(y)) {
      return new Unjudged(prediction, NoResult.COUNT_MISSING);
    }
    double distance = transform.standardised(y, expected, phi, error * error);
    double pValue = NORMAL.survivalProbability(distance);
    double score = (y - expected) / (bound - expected);
    if (!Double.isFinite(score) || Double.isNaN(pValue)) {
      return new Unbounded(model, NoResult.NO_SPREAD);
    }
    return control.limit().reached(history, index)
        ? new Judged(prediction, score, pValue, score > 1)
        : new Withheld(prediction, score, pValue);
  }
}
