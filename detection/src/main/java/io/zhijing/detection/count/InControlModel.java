package io.zhijing.detection.count;

import io.zhijing.detection.regression.Family;
import io.zhijing.detection.regression.GeneralizedLinearModel;
import io.zhijing.detection.regression.GeneralizedLinearModel.Fit;
import io.zhijing.detection.regression.GeneralizedLinearModel.Fitted;
import io.zhijing.detection.regression.NegativeBinomialModel;
import io.zhijing.detection.regression.NegativeBinomialModel.Estimate;
import io.zhijing.detection.regression.NegativeBinomialModel.Estimated;
import java.util.OptionalDouble;

/**
 * What counts are while nothing is wrong: a log-linear model with harmonics and, if wanted, a
 * trend: log mean(t) = a + b t + sum over s of c_s cos(2 pi s t / p) + d_s sin(2 pi s t / p) (Höhle
 * and Paul, 2008, Computational Statistics and Data Analysis 52, 2).
 *
 * @param harmonics waves a year, 0 or more
 * @param trend whether a linear trend is part of it
 * @param frequency steps a year, the p above
 * @param overdispersion variance is mean + overdispersion * mean^2: 0 for Poisson, empty to have it
 *     estimated
 */
public record InControlModel(
    int harmonics, boolean trend, int frequency, OptionalDouble overdispersion) {

  /**
   * A model.
   *
   * @throws IllegalArgumentException if harmonics or overdispersion are negative, or there is no
   *     frequency
   */
  public InControlModel {
    if (harmonics < 0 || frequency < 1 || overdispersion.orElse(0) < 0) {
      throw new IllegalArgumentException(
          "harmonics " + harmonics + ", frequency " + frequency + ", " + overdispersion);
    }
  }

  /** What the model comes to on past counts. */
  public sealed interface InControl {}

  /**
   * A fitted model.
   *
   * @param model its form
   * @param coefficients intercept, trend if any, then cosine and sine of each harmonic
   * @param overdispersion given or estimated, 0 or more
   */
  public record Known(InControlModel model, double[] coefficients, double overdispersion)
      implements InControl {
    /** The mean at a time; never below the rounding unit, as the reference has it. */
    public double mean(double time) {
      double predictor = 0;
      for (int c = 0; c < coefficients.length; c++) {
        predictor += coefficients[c] * model.regressor(c, time);
      }
      return Math.max(Math.exp(predictor), Math.ulp(1.0));
    }
  }

  /**
   * No model.
   *
   * @param reason why
   */
  public record Unknown(NoResult reason) implements InControl {}

  /**
   * Fits the model to counts of the times 1, 2, ... n; missing ones (NaN) are left out.
   *
   * @param counts every count up to the end of the history, oldest first
   */
  public InControl fit(double[] counts) {
    int used = 0;
    double total = 0;
    for (double count : counts) {
      if (count < 0 || Double.isInfinite(count)) {
        return new Unknown(NoResult.COUNT_INVALID);
      }
      if (!Double.isNaN(count)) {
        used++;
        total += count;
      }
    }
    int width = 1 + (trend ? 1 : 0) + 2 * harmonics;
    if (used <= width) {
      return new Unknown(NoResult.TOO_FEW_REFERENCES);
    }
    if (total == 0) {
      return new Unknown(NoResult.NO_SPREAD);
    }
    double[] observed = new double[used];
    double[][] columns = new double[width][used];
    int row = 0;
    for (int i = 0; i < counts.length; i++) {
      if (!Double.isNaN(counts[i])) {
        observed[row] = counts[i];
        for (int c = 0; c < width; c++) {
          columns[c][row] = regressor(c, i + 1.0);
        }
        row++;
      }
    }
    return overdispersion.isPresent()
        ? given(columns, observed, overdispersion.getAsDouble())
        : estimated(columns, observed);
  }

  private InControl given(double[][] columns, double[] observed, double alpha) {
    Family family = alpha == 0 ? new Family.Poisson() : new Family.NegativeBinomial(1 / alpha);
    Fit fit = GeneralizedLinearModel.of(family, columns, observed).fit();
    return fit instanceof Fitted fitted
        ? new Known(this, fitted.coefficients(), alpha)
        : new Unknown(NoResult.NOT_CONVERGED);
  }

  private InControl estimated(double[][] columns, double[] observed) {
    Estimate estimate = new NegativeBinomialModel(columns, observed).estimate();
    if (estimate instanceof Estimated found) {
      return new Known(this, found.fit().coefficients(), 1 / found.size());
    }
    return new Unknown(
        estimate == NegativeBinomialModel.None.NO_OVERDISPERSION
            ? NoResult.NO_OVERDISPERSION
            : NoResult.NOT_CONVERGED);
  }

  private double regressor(int column, double time) {
    if (column == 0) {
      return 1;
    }
    int wave = column - (trend ? 2 : 1);
    if (wave < 0) {
      return time;
    }
    double angle = 2 * Math.PI * (wave / 2 + 1) * time / frequency;
    return wave % 2 == 0 ? Math.cos(angle) : Math.sin(angle);
  }
}
