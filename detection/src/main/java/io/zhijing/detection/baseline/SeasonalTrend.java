package io.zhijing.detection.baseline;

import io.zhijing.detection.regression.LogLinear;
import io.zhijing.detection.regression.LogLinear.Design;
import io.zhijing.detection.stats.NegativeBinomial;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * What is expected of a count with a season and a trend: a log-linear model with up to two yearly
 * harmonics and a linear trend, of which the Bayesian information criterion keeps what the data
 * bear out (Schwarz, 1978, Annals of Statistics 6). Counts that the model itself calls unlikely,
 * past outbreaks, are down-weighted as in Noufaily et al. (2013, Statistics in Medicine 32, section
 * 3.4), but by their negative binomial tail instead of Anscombe residuals, which call the ordinary
 * tail of a sparse, dispersed count an outbreak and so make the dispersion too small. A model whose
 * fit does not come to rest, as where a few counts of a thin series stand in one season, is none;
 * the plain level remains.
 *
 * <p>Wrong when a season is sharper than two harmonics, when a level jumps and stays, or when more
 * than a tenth of the reference is outbreak.
 */
public final class SeasonalTrend {
  private static final double OUTLYING = 2.58;
  private static final double LOOK_AT = 1.5;
  private static final double POWER = 4;
  private static final double MIN_TAIL = 1e-300;
  private static final int ROBUST_ROUNDS = 5;

  /** As many as R's glm takes. */
  private static final int STEPS = 25;

  private static final int WARM_STEPS = 6;
  private static final double TREND_SCALE = 5;
  private static final double YEARS_FOR_TREND = 3;
  private static final double YEARS_FOR_SEASON = 1.9;

  /** What part of the periods must have a weight for all of them to count. */
  private static final double MIN_KNOWN = 0.75;

  private static final double JEFFREYS = 0.5;
  private static final double PULL_PERIODS = 2;
  private static final int[][] MODELS = {
    {0}, {0, 1}, {0, 2, 3}, {0, 1, 2, 3}, {0, 2, 3, 4, 5}, {0, 1, 2, 3, 4, 5}
  };
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  private final double periodsPerYear;
  private final int origin;
  private final int[] columns;
  private final LogLinear fit;
  private final double years;
  private final double dispersion;
  private final double floor;
  private double level;

  /**
   * What the counts told beside the fit.
   *
   * @param years of which something is known
   * @param dispersion variance to mean
   */
  private record Known(double years, double dispersion) {}

  private SeasonalTrend(
      double periodsPerYear, int origin, int[] columns, LogLinear fit, Known known) {
    this.floor = JEFFREYS / fit.fitted().length;
    this.level = 1;
    this.periodsPerYear = periodsPerYear;
    this.origin = origin;
    this.columns = columns;
    this.fit = fit;
    this.years = known.years();
    this.dispersion = known.dispersion();
  }

  /**
   * What is predicted of one period.
   *
   * @param mean expected count, positive
   * @param dispersion variance to mean of the predicted count, the uncertainty of the mean
   *     included; at least 1
   */
  public record Forecast(double mean, double dispersion) {}

  /**
   * Fits the counts of consecutive periods.
   *
   * @param counts by period, not negative
   * @param weights 1, or 0 for a period to be left out
   * @param first index of {@code counts[0]} in the caller's numbering of periods
   * @param periodsPerYear such as 365.2425 / 7 for weeks
   */
  public static SeasonalTrend fit(
      double[] counts, double[] weights, int first, double periodsPerYear) {
    int origin = first + counts.length;
    double years = known(weights) / periodsPerYear;
    Design all = design(counts.length, first, origin, periodsPerYear);
    double telling = sum(counts) == 0 ? 0 : years;
    Robust robust = Robust.of(all, widest(telling), counts, weights);
    SeasonalTrend best = null;
    double least = Double.POSITIVE_INFINITY;
    double effective = sum(robust.weights());
    for (int[] columns : MODELS) {
      if (!isEstimable(columns, telling)) {
        continue;
      }
      LogLinear model = robust.fit(all, columns);
      if (!model.isDetermined() && columns.length > 1) {
        continue;
      }
      double criterion =
          deviance(counts, model.fitted(), robust.weights()) / robust.dispersion()
              + columns.length * Math.log(Math.max(2, effective));
      if (criterion < least) {
        least = criterion;
        best =
            new SeasonalTrend(
                periodsPerYear,
                origin,
                columns,
                model,
                new Known(years, dispersion(counts, model, robust.weights())));
      }
    }
    if (years < YEARS_FOR_TREND) {
      best.level = level(counts, best.fit.fitted(), weights);
    }
    return best;
  }

  /**
   * Periods that tell of seasons and trends: all of them while three in four have a weight, else
   * those that have one.
   */
  private static double known(double[] weights) {
    double sum = sum(weights);
    return sum < MIN_KNOWN * weights.length ? sum : weights.length;
  }

  /**
   * How far the latest quarter lies above the fit, at least 1: without years enough for a trend, a
   * level that has already moved is not taken for a rise. Drawn towards 1 where the quarter is
   * short.
   */
  private static double level(double[] counts, double[] fitted, double[] weights) {
    int latest = Math.max(2, counts.length / 4);
    double pull = PULL_PERIODS * sum(fitted) / fitted.length + JEFFREYS;
    double observed = pull;
    double expected = pull;
    for (int i = counts.length - latest; i < counts.length; i++) {
      observed += weights[i] * counts[i];
      expected += weights[i] * fitted[i];
    }
    return Math.max(1, observed / expected);
  }

  /** What is predicted of the period with the index, which need not be whole. */
  public Forecast forecast(double index) {
    double[] row = row(index);
    double mean = level * fit.predict(row) + floor;
    return new Forecast(mean, dispersion * (1 + mean * logVariance(row)));
  }

  /** Standard error of the log of the mean of the period with the index. */
  public double uncertainty(double index) {
    return Math.sqrt(dispersion * logVariance(row(index)));
  }

  /**
   * Variance of the log of the mean, without the dispersion. A history of zeros leaves the log
   * without bounds, but not the mean: under Jeffreys' prior its squared relative error is 2 then.
   */
  private double logVariance(double[] row) {
    return Math.min(1 / JEFFREYS, fit.variance(row));
  }

  /** Variance to mean of a count about its true mean; at least 1. */
  public double dispersion() {
    return dispersion;
  }

  private double[] row(double index) {
    double[] full = new double[6];
    row(index, origin, periodsPerYear, full, 0);
    double[] row = new double[columns.length];
    for (int i = 0; i < row.length; i++) {
      row[i] = full[columns[i]];
    }
    return row;
  }

  /** Whether the data bore out a trend. */
  public boolean hasTrend() {
    return columns.length > 1 && columns[1] == 1;
  }

  /** Whether the reference was long enough to bear out a season. */
  boolean couldSeeSeason() {
    return years >= YEARS_FOR_SEASON;
  }

  /** How many yearly harmonics the data bore out, 0 to 2. */
  public int harmonics() {
    return (columns.length - (hasTrend() ? 2 : 1)) / 2;
  }

  /** A trend needs three years (Noufaily et al., 2013, section 3.3), a season nearly two. */
  private static boolean isEstimable(int[] columns, double years) {
    boolean hasTrend = columns.length > 1 && columns[1] == 1;
    return (!hasTrend || years >= YEARS_FOR_TREND)
        && (columns.length - (hasTrend ? 2 : 1) == 0 || years >= YEARS_FOR_SEASON);
  }

  private static int[] widest(double years) {
    int[] widest = MODELS[0];
    for (int[] columns : MODELS) {
      widest = isEstimable(columns, years) ? columns : widest;
    }
    return widest;
  }

  private static Design design(int rows, int first, int origin, double periodsPerYear) {
    double[] values = new double[rows * 6];
    for (int i = 0; i < rows; i++) {
      row(first + i, origin, periodsPerYear, values, i * 6);
    }
    return new Design(values, 6);
  }

  private static void row(double index, int origin, double perYear, double[] into, int at) {
    double angle = 2 * Math.PI * index / perYear;
    into[at] = 1;
    into[at + 1] = (index - origin) / (TREND_SCALE * perYear);
    into[at + 2] = Math.cos(angle);
    into[at + 3] = Math.sin(angle);
    into[at + 4] = Math.cos(2 * angle);
    into[at + 5] = Math.sin(2 * angle);
  }

  private static double[] start(double[] counts) {
    double mean = sum(counts) / counts.length;
    double[] start = new double[counts.length];
    for (int i = 0; i < start.length; i++) {
      start[i] = 0.5 * (counts[i] + mean) + 0.1;
    }
    return start;
  }

  /** Weighted Pearson estimate, never below 1. */
  private static double dispersion(double[] counts, LogLinear model, double[] weights) {
    double squares = 0;
    double[] fitted = model.fitted();
    for (int i = 0; i < counts.length; i++) {
      double above = counts[i] - fitted[i];
      squares += weights[i] * above * above / fitted[i];
    }
    double freedom = sum(weights) - model.coefficients().length;
    return freedom < 1 ? 1 : Math.max(1, squares / freedom);
  }

  /** Counts with the weights that some rounds leave them, and the fit in which they did. */
  private record Robust(double[] counts, double[] weights, LogLinear full, double dispersion) {

    /** By the model of the columns, or by the plain level if that model is not determined. */
    static Robust of(Design all, int[] columns, double[] counts, double[] prior) {
      Design design = all.of(columns);
      double[] weights = prior.clone();
      LogLinear full = LogLinear.fit(design, counts, weights, start(counts), STEPS);
      double dispersion = SeasonalTrend.dispersion(counts, full, weights);
      for (int round = 1; round < ROBUST_ROUNDS && full.isDetermined(); round++) {
        reweight(counts, full.fitted(), new Round(round == 1, dispersion), prior, weights);
        full = near(full, design, counts, weights);
        dispersion = SeasonalTrend.dispersion(counts, full, weights);
      }
      return full.isDetermined() || columns.length == 1
          ? new Robust(counts, weights, full, dispersion)
          : of(all, MODELS[0], counts, prior);
    }

    LogLinear fit(Design all, int[] columns) {
      return columns.length == full.coefficients().length
          ? full
          : near(full, all.of(columns), counts, weights);
    }

    /**
     * A few steps from a fit that is near. Rounds may have driven that towards zero, from where no
     * step comes back; then from the counts.
     */
    private static LogLinear near(LogLinear fit, Design design, double[] counts, double[] weights) {
      LogLinear warm = LogLinear.fit(design, counts, weights, fit.fitted(), WARM_STEPS);
      return warm.isDetermined()
          ? warm
          : LogLinear.fit(design, counts, weights, start(counts), STEPS);
    }
  }

  /** The first round goes by residuals, whose bias is downwards, so that no outbreak hides. */
  private record Round(boolean isFirst, double dispersion) {}

  private static void reweight(
      double[] counts, double[] fitted, Round round, double[] weights, double[] into) {
    for (int i = 0; i < counts.length; i++) {
      double z = anscombe(counts[i], fitted[i], round.dispersion());
      if (z > LOOK_AT && !round.isFirst()) {
        z = normalScore(Math.round(counts[i]), fitted[i], round.dispersion());
      }
      into[i] = z > OUTLYING ? weights[i] * Math.pow(OUTLYING / z, POWER) : weights[i];
    }
  }

  /** Anscombe residual of a quasi-Poisson count (Farrington et al., 1996, section 3.6). */
  private static double anscombe(double count, double mean, double dispersion) {
    return 1.5
        * (Math.cbrt(count * count) - Math.cbrt(mean * mean))
        / (Math.pow(mean, 1.0 / 6) * Math.sqrt(dispersion));
  }

  /** The normal quantile of a count's middle upper tail probability. */
  private static double normalScore(long count, double mean, double dispersion) {
    NegativeBinomial predicted = NegativeBinomial.ofMeanAndVariance(mean, mean * dispersion);
    double tail = 0.5 * (predicted.upperTail(count) + predicted.upperTail(count + 1));
    return NORMAL.inverseSurvivalProbability(Math.max(MIN_TAIL, tail));
  }

  private static double deviance(double[] counts, double[] fitted, double[] weights) {
    double sum = 0;
    for (int i = 0; i < counts.length; i++) {
      double y = counts[i];
      double own = y > 0 ? y * Math.log(y / fitted[i]) : 0;
      sum += 2 * weights[i] * (own - (y - fitted[i]));
    }
    return sum;
  }

  private static double sum(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }
}
