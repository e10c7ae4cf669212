package io.zhijing.detection.stats;

/**
 * Several p-values as one: the product of those that are at most a limit, the others left out
 * (Zaykin, Zhivotovsky, Westfall and Weir, 2002, Truncated product method for combining P-values,
 * Genetic Epidemiology 22, 170-185, equation 1). Here only where at least two are at most the
 * limit, since one alone says what it says by itself; what the product then means is paid for by
 * all that were looked at.
 *
 * <p>Exact for independent uniform p-values, and on the safe side where they are larger than
 * uniform, as those of counts are. Wrong where they are not independent.
 */
public final class TruncatedProduct {
  /** Fewer are not combined. */
  private static final int AT_LEAST = 2;

  private final double limit;
  private final int looked;

  /**
   * A rule.
   *
   * @param limit largest p-value that is part of the product, in (0, 1]
   * @param looked how many are looked at, at least two
   */
  public TruncatedProduct(double limit, int looked) {
    if (!(limit > 0 && limit <= 1) || looked < AT_LEAST) {
      throw new IllegalArgumentException("limit " + limit + " of " + looked);
    }
    this.limit = limit;
    this.looked = looked;
  }

  /** The largest p-value that is part of the product. */
  public double limit() {
    return limit;
  }

  /**
   * The probability of a product at most as large as that of the given ones.
   *
   * @param pValues each in (0, 1], no more than are looked at
   * @return in (0, 1]; 1 where fewer than two are at most the limit
   */
  public double combined(double... pValues) {
    if (pValues.length > looked) {
      throw new IllegalArgumentException(pValues.length + " p-values of " + looked);
    }
    double product = 0;
    int parts = 0;
    for (double pValue : pValues) {
      if (pValue <= limit) {
        product += Math.log(Math.max(pValue, Double.MIN_NORMAL));
        parts++;
      }
    }
    return parts < AT_LEAST ? 1 : Math.max(Double.MIN_NORMAL, upTo(product));
  }

  /**
   * By how many are part of the product: that so many are, times that their product is as small.
   *
   * @param product its natural logarithm
   */
  private double upTo(double product) {
    double sum = 0;
    double choices = looked;
    for (int parts = AT_LEAST; parts <= looked; parts++) {
      choices = choices * (looked - parts + 1) / parts;
      double others = Math.pow(1 - limit, looked - parts);
      double room = parts * Math.log(limit) - product;
      sum += choices * others * (room > 0 ? smaller(product, room, parts) : Math.pow(limit, parts));
    }
    return Math.min(1, sum);
  }

  /** That the product of so many uniforms up to the limit is as small: a gamma tail. */
  private static double smaller(double product, double room, int parts) {
    double term = 1;
    double sum = 1;
    for (int s = 1; s < parts; s++) {
      term *= room / s;
      sum += term;
    }
    return Math.exp(product) * sum;
  }
}
