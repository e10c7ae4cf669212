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
import io.zhijing.detection.stats.DispersedCount;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.numbers.gamma.RegularizedBeta;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Farrington's method as improved by Noufaily et al. (2013, Statistics in Medicine 32, 1206-1222)
 * and described by Salmon, Schumacher and Höhle (2016, Journal of Statistical Software 70(10),
 * 3.2), with the numbers of {@code farringtonFlexible} of the R package surveillance 1.20.3.
 *
 * <p>A quasi-Poisson regression on the same season of earlier years, with a factor for the rest of
 * the year and a trend, gives what is expected; past outbreaks weigh less. Wrong where a year does
 * not resemble the ones before, and on history shorter than {@code years}.
 *
 * <p>Two peculiarities of the package are kept so that the numbers agree: after reweighting,
 * standard errors take the dispersion that results if prior weights stand for working weights (too
 * small by about the root of the mean); and scores of quantile methods mix count and logarithm. An
 * instance holds a workspace and is not thread-safe.
 */
public final class FarringtonFlexible {
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
  private static final int YEARS_FOR_TREND = 3;

  private final FlexibleControl control;
  private final ReferenceBlocks blocks;
  private final SeasonalRows rows;
  private final SeasonalTrendFit fit;
  private final double z;
  private double phi;
  private boolean settled;

  /** A detector with the settings. */
  public FarringtonFlexible(FlexibleControl control) {
    this.control = control;
    blocks = new ReferenceBlocks(control);
    rows = new SeasonalRows(control.seasons());
    fit = new SeasonalTrendFit(rows);
    z = NORMAL.inverseSurvivalProbability(control.threshold().alpha());
  }

  /** The result for the week at the index of the history; weeks after it do not matter. */
  public FarringtonResult at(CountHistory history, int index) {
    Optional<NoResult> none = blocks.locate(history, index);
    if (none.isEmpty()) {
      none = gather(history, index);
    }
    if (none.isPresent()) {
      return new Insufficient(none.get());
    }
    double now = time(history, index, index + blocks.offset[0]);
    boolean kept = false;
    if (control.trend().wanted()) {
      Outcome outcome = estimate(true);
      if (outcome == Outcome.CONVERGED) {
        kept = keepsTrend(history, index, now);
      } else if (outcome != Outcome.NOT_CONVERGED) {
        return new Insufficient(reason(outcome));
      }
    }
    if (!kept) {
      Outcome outcome = estimate(false);
      if (outcome != Outcome.CONVERGED) {
        return new Insufficient(reason(outcome));
      }
    }
    if (!fit.knows(season())) {
      return new Insufficient(NoResult.SEASON_WITHOUT_REFERENCE);
    }
    if (!(phi < Double.POSITIVE_INFINITY)) {
      return new Insufficient(NoResult.TOO_FEW_REFERENCES);
    }
    return judge(history, index, now, kept);
  }

  private Optional<NoResult> gather(CountHistory history, int index) {
    rows.clear(blocks.size);
    boolean offset = control.populationOffset();
    int first = index + (blocks.size > 0 ? blocks.offset[0] : 0);
    for (int i = 0; i < blocks.size; i++) {
      int at = index + blocks.offset[i];
      double y = history.count(at);
      if (y >= 0 && y < Double.POSITIVE_INFINITY && !offset) {
        rows.add(y, time(history, at, first), blocks.season[i], 1);
      } else if (!Double.isNaN(y)) {
        Optional<NoResult> fault = history.fault(at, offset);
        if (fault.isPresent()) {
          return fault;
        }
        rows.add(y, time(history, at, first), blocks.season[i], history.population(at));
      }
    }
    return rows.size() == 0 ? Optional.of(NoResult.TOO_FEW_REFERENCES) : Optional.empty();
  }

  /** Steps: the index where references go by index, else in units of the first step. */
  private static double time(CountHistory history, int at, int first) {
    return history.dated()
        ? (history.day(at) - history.day(first)) / history.firstStepDays()
        : at + 1;
  }

  private int season() {
    return control.seasons() - 1;
  }

  /** Fits once, and if asked again with past outbreaks weighing less. */
  private Outcome estimate(boolean trend) {
    rows.forgetWeights();
    Outcome outcome = fit.fit(trend);
    if (outcome != Outcome.CONVERGED) {
      return outcome;
    }
    settled = true;
    phi = atLeastOne(fit.dispersion());
    if (control.reweigh()) {
      fit.reweigh(phi, control.weightsThreshold());
      Outcome again = fit.fit(trend);
      if (again == Outcome.DIVERGED || again == Outcome.NOT_IDENTIFIED) {
        return again;
      }
      settled = again == Outcome.CONVERGED;
      phi = atLeastOne(fit.dispersion());
    }
    return Outcome.CONVERGED;
  }

  /** Without degrees of freedom the dispersion is no number; it is then marked as infinite. */
  private double atLeastOne(double dispersion) {
    return fit.degreesOfFreedom() > 0 ? Math.max(1, dispersion) : Double.POSITIVE_INFINITY;
  }

  private static NoResult reason(Outcome outcome) {
    return outcome == Outcome.NOT_IDENTIFIED ? NoResult.NOT_IDENTIFIED : NoResult.NOT_CONVERGED;
  }

  private boolean keepsTrend(CountHistory history, int index, double now) {
    if (control.years() < YEARS_FOR_TREND || !fit.knows(season())) {
      return false;
    }
    double predicted = Math.exp(predictor(history, index, now));
    return predicted <= rows.largest() && significant();
  }

  private boolean significant() {
    double threshold = control.trend().pThreshold();
    if (fit.slope() == 0 || threshold >= 1) {
      return fit.slope() != 0 && threshold >= 1;
    }
    double t = fit.slope() / Math.sqrt(fit.slopeVariance() * dispersionOfErrors());
    double df = fit.degreesOfFreedom();
    return RegularizedBeta.value(df / (df + t * t), df / 2, 0.5) < threshold;
  }

  private double dispersionOfErrors() {
    return control.reweigh() ? fit.priorWeightDispersion() : fit.dispersion();
  }

  private double predictor(CountHistory history, int index, double now) {
    double eta = fit.predictor(now, season());
    return control.populationOffset() ? eta + Math.log(history.population(index)) : eta;
  }

  private FarringtonResult judge(CountHistory history, int index, double now, boolean kept) {
    OptionalDouble slope = kept ? OptionalDouble.of(fit.slope()) : OptionalDouble.empty();
    Model model = new Model(phi, slope, settled);
    double y = history.count(index);
    boolean missing = Double.isNaN(y);
    Optional<NoResult> fault = history.fault(index, control.populationOffset());
    if (fault.isPresent()) {
      return new Unbounded(model, fault.get());
    }
    double eta = predictor(history, index, now);
    double error = Math.sqrt(fit.predictorVariance(now, season()) * dispersionOfErrors());
    Prediction prediction = predict(model, eta, error);
    if (!(prediction.upperBound() < Double.POSITIVE_INFINITY)) {
      return new Unbounded(model, NoResult.BOUND_OVERFLOWS);
    }
    if (missing) {
      return new Unjudged(prediction, NoResult.COUNT_MISSING);
    }
    boolean delta = control.threshold().method() == FlexibleControl.Method.DELTA;
    double centre = delta ? prediction.expected() : eta;
    double score = (y - centre) / (prediction.upperBound() - centre);
    double pValue = delta ? transformedTail(prediction, y) : tail(prediction, y);
    if (!Double.isFinite(score) || Double.isNaN(pValue)) {
      return new Unbounded(model, NoResult.NO_SPREAD);
    }
    return control.limit().reached(history, index)
        ? new Judged(prediction, score, pValue, score > 1 && y != 0)
        : new Withheld(prediction, score, pValue);
  }

  private Prediction predict(Model model, double eta, double error) {
    double alpha = control.threshold().alpha();
    if (control.threshold().method() == FlexibleControl.Method.DELTA) {
      // The reference predicts no mean below the rounding unit.
      double expected = Math.max(Math.exp(eta), Math.ulp(1.0));
      PowerTransform transform = control.threshold().transform();
      double variance = error * expected * error * expected;
      double deviation = transform.deviation(expected, phi, variance);
      double bound = transform.back(transform.forward(expected) + z * deviation);
      return new Prediction(model, expected, error * expected, expected, bound);
    }
    double expected = Math.exp(eta);
    boolean plugin = control.threshold().method() == FlexibleControl.Method.NEGATIVE_BINOMIAL;
    double mean = plugin ? expected : Math.exp(eta + z * error);
    double bound =
        mean < Double.POSITIVE_INFINITY
            ? new DispersedCount(mean, phi).quantile(1 - alpha)
            : Double.POSITIVE_INFINITY;
    return new Prediction(model, expected, error, mean, bound);
  }

  private double tail(Prediction prediction, double y) {
    return new DispersedCount(prediction.quantileMean(), phi).upperTail(Math.ceil(y));
  }

  private double transformedTail(Prediction prediction, double y) {
    PowerTransform transform = control.threshold().transform();
    double variance = prediction.error() * prediction.error();
    return NORMAL.survivalProbability(
        transform.standardised(y, prediction.expected(), phi, variance));
  }
}
