package io.zhijing.detection.regression;

import org.apache.commons.numbers.gamma.LogGamma;

/**
 * The distribution of a generalised linear model with its usual link: start, link, variance and
 * deviance (McCullagh and Nelder, Generalized Linear Models, 2nd ed., 2.2-2.3).
 */
public sealed interface Family {

  /** A starting mean for an observation. */
  double start(double y, double weight);

  /** The linear predictor of a mean. */
  double link(double mean);

  /** The mean of a linear predictor. */
  double mean(double predictor);

  /** The change of the mean with the predictor. */
  double slope(double predictor);

  /** The variance at a mean, up to the dispersion. */
  double variance(double mean);

  /** The share of an observation in the deviance. */
  double deviance(double y, double mean);

  /** Log link, shared by both families of counts. */
  sealed interface LogLink extends Family {
    @Override
    default double link(double mean) {
      return Math.log(mean);
    }

    @Override
    default double mean(double predictor) {
      return Math.max(Math.exp(predictor), Math.ulp(1.0));
    }

    @Override
    default double slope(double predictor) {
      return mean(predictor);
    }
  }

  /** Poisson, or quasi-Poisson, with log link. */
  record Poisson() implements LogLink {
    @Override
    public double start(double y, double weight) {
      return y + 0.1;
    }

    @Override
    public double variance(double mean) {
      return mean;
    }

    @Override
    public double deviance(double y, double mean) {
      return 2 * (y == 0 ? mean : y * Math.log(y / mean) - (y - mean));
    }
  }

  /**
   * Negative binomial with log link and variance mean + mean^2 / size (Lawless, 1987, Canadian
   * Journal of Statistics 15).
   *
   * @param size more than 0
   */
  record NegativeBinomial(double size) implements LogLink {
    @Override
    public double start(double y, double weight) {
      return y == 0 ? 1.0 / 6 : y;
    }

    @Override
    public double variance(double mean) {
      return mean + mean * mean / size;
    }

    @Override
    public double deviance(double y, double mean) {
      double full = y == 0 ? 0 : y * Math.log(y / mean);
      return 2 * (full - (y + size) * Math.log((y + size) / (mean + size)));
    }

    /** The log-likelihood of a count. */
    double logLikelihood(double y, double mean) {
      double constant = LogGamma.value(size + y) - LogGamma.value(size) - LogGamma.value(y + 1);
      double counts = y == 0 ? 0 : y * Math.log(mean);
      return constant + size * Math.log(size) + counts - (size + y) * Math.log(size + mean);
    }
  }

  /** Binomial shares with logit link; the prior weight is the number of trials. */
  record Binomial() implements Family {
    @Override
    public double start(double y, double weight) {
      return (weight * y + 0.5) / (weight + 1);
    }

    @Override
    public double link(double mean) {
      return Math.log(mean / (1 - mean));
    }

    @Override
    public double mean(double predictor) {
      return 1 / (1 + Math.exp(-predictor));
    }

    @Override
    public double slope(double predictor) {
      double mean = mean(predictor);
      return Math.max(mean * (1 - mean), Math.ulp(1.0));
    }

    @Override
    public double variance(double mean) {
      return mean * (1 - mean);
    }

    @Override
    public double deviance(double y, double mean) {
      double hit = y == 0 ? 0 : y * Math.log(y / mean);
      double miss = y == 1 ? 0 : (1 - y) * Math.log((1 - y) / (1 - mean));
      return 2 * (hit + miss);
    }
  }
}
