package io.zhijing.detection.regression;

/**
 * Prior weights for rows that look like past outbreaks: proportional to residual^-2 where the
 * standardised Anscombe residual lies above a threshold, equal below it, with the sum of the rows
 * (Farrington et al., 1996, JRSS A 159, 3.4; Noufaily et al., 2013, Statistics in Medicine 32,
 * 2.3).
 */
final class AnscombeWeights {
  private final SeasonalTrendFit fit;
  private final SeasonalRows rows;

  AnscombeWeights(SeasonalTrendFit fit, SeasonalRows rows) {
    this.fit = fit;
    this.rows = rows;
  }

  /** Replaces the weights; the limit is phi times the squared threshold. */
  void assign(double limit, double phi) {
    double[] powers = rows.scratch(rows.size);
    rows.powers(-fit.slope() / 6, powers);
    double sum = 0;
    int from = 0;
    for (int s = 0; s < rows.segments; s++) {
      int to = rows.segmentEnd[s];
      int season = rows.season[from];
      double inverse = 1 / fit.workingSum(season);
      double centre = fit.workingCentre(season);
      for (int i = from; i < to; i++) {
        double root = fit.inverseSixthRoot(i, powers[i]);
        double residual = 1.5 * (rows.twoThirds[i] * root - Math.sqrt(fit.fitted(i)));
        double free = 1 - fit.leverage(i, inverse, centre);
        double square = residual * residual;
        double weight = 1;
        if (residual > 0 && !(square <= limit * free)) {
          // A row that determines its own fit has no free residual, and no weight.
          weight = Math.max(0, phi * free / square);
        }
        rows.weight[i] = weight;
        sum += weight;
      }
      from = to;
    }
    double scale = rows.size / sum;
    for (int i = 0; i < rows.size; i++) {
      rows.weight[i] *= scale;
    }
  }
}
