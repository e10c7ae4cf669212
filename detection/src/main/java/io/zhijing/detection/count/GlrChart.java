package io.zhijing.detection.count;

import io.zhijing.detection.count.GlrCusum.Change;
import io.zhijing.detection.count.GlrCusum.Judged;
import io.zhijing.detection.count.GlrCusum.Skipped;
import io.zhijing.detection.count.GlrCusum.Step;
import java.util.Arrays;
import java.util.OptionalDouble;

/** A running {@link GlrCusum}: the counts and means since its last start. Not thread-safe. */
public final class GlrChart {
  private static final double SETTLED = 1e-12;
  private static final int MAX_STEPS = 100;
  private static final double GIVEN_UP = -18;

  private final GlrCusum control;
  private final double overdispersion;
  private double[] counts = new double[64];
  private double[] means = new double[64];
  private int size;
  private double sum;

  /** The count before the first one of this start; 0 before the very first. */
  private double before;

  /**
   * A chart at its start.
   *
   * @param overdispersion variance is mean + overdispersion * mean^2; 0 for Poisson
   * @throws IllegalArgumentException for overdispersed epidemics, which have no such chart here
   */
  public GlrChart(GlrCusum control, double overdispersion) {
    if (!(overdispersion >= 0) || (control.change() != Change.FACTOR && overdispersion > 0)) {
      throw new IllegalArgumentException(control.change() + ", alpha " + overdispersion);
    }
    this.control = control;
    this.overdispersion = overdispersion;
  }

  /**
   * The next step.
   *
   * @param count the count; NaN where missing
   * @param mean the mean while nothing is wrong
   */
  public Step step(double count, double mean) {
    if (Double.isNaN(count)) {
      return new Skipped(NoResult.COUNT_MISSING);
    }
    if (count < 0 || Double.isInfinite(count)) {
      return new Skipped(NoResult.COUNT_INVALID);
    }
    if (!(mean > 0) || Double.isInfinite(mean)) {
      return new Skipped(NoResult.NO_SPREAD);
    }
    OptionalDouble cases = OptionalDouble.empty();
    double statistic;
    if (control.change() == Change.FACTOR && control.logFactor().isPresent()) {
      double factor = control.logFactor().getAsDouble();
      if (overdispersion == 0) {
        double needed = control.threshold() - sum - mean * -Math.expm1(factor);
        cases = OptionalDouble.of(Math.max(0, needed / factor));
      }
      sum = Math.max(0, sum + ratio(count, mean, factor));
      statistic = sum;
    } else {
      keep(count, mean);
      statistic = largest();
    }
    boolean alarm = statistic >= control.threshold();
    if (alarm) {
      size = 0;
      sum = 0;
      before = count;
    }
    return new Judged(statistic, cases, alarm);
  }

  private void keep(double count, double mean) {
    if (size == counts.length) {
      counts = Arrays.copyOf(counts, 2 * size);
      means = Arrays.copyOf(means, 2 * size);
    }
    counts[size] = count;
    means[size++] = mean;
  }

  /** The log-likelihood ratio of one count if the mean rises by the factor. */
  private double ratio(double count, double mean, double factor) {
    if (overdispersion == 0) {
      return factor * count - mean * Math.expm1(factor);
    }
    double spread = overdispersion * mean;
    return factor * count
        + (count + 1 / overdispersion)
            * (Math.log1p(spread) - Math.log1p(spread * Math.exp(factor)));
  }

  private double largest() {
    if (control.change() == Change.EPIDEMIC_AS_PACKAGED) {
      return largestAsPackaged();
    }
    double largest = 0;
    double total = 0;
    double expected = 0;
    double factor = 0;
    for (int from = size - 1; from >= 0; from--) {
      total += counts[from];
      expected += means[from];
      double value;
      if (control.change() == Change.EPIDEMIC) {
        value = epidemic(from, share(from));
      } else if (overdispersion == 0) {
        value = total > expected ? total * Math.log(total / expected) - (total - expected) : 0;
      } else {
        factor = factor(from, factor);
        value = ratios(from, factor);
      }
      largest = Math.max(largest, value);
    }
    return largest;
  }

  private double ratios(int from, double factor) {
    double ratios = 0;
    for (int i = from; i < size && factor > 0; i++) {
      ratios += ratio(counts[i], means[i], factor);
    }
    return ratios;
  }

  /** The likeliest logarithm of a factor since then; 0 if there is no rise. */
  private double factor(int from, double guess) {
    double factor = 0;
    double low = 0;
    double high = Double.POSITIVE_INFINITY;
    for (int step = 0; step < MAX_STEPS; step++) {
      double score = 0;
      double slope = 0;
      double times = Math.exp(factor);
      for (int i = from; i < size; i++) {
        double mean = means[i] * times;
        double spread = 1 + overdispersion * mean;
        score += (counts[i] - mean) / spread;
        slope += mean * (1 + overdispersion * counts[i]) / (spread * spread);
      }
      if (step == 0 && score <= 0) {
        return 0;
      }
      // The score falls with the factor, so its sign brackets the root.
      if (score > 0) {
        low = factor;
      } else {
        high = factor;
      }
      double next = step == 0 && guess > 0 ? guess : factor + score / slope;
      if (!(next > low && next < high)) {
        next = Double.isInfinite(high) ? low + 1 : (low + high) / 2;
      }
      if (Math.abs(next - factor) <= SETTLED * (1 + factor)) {
        return next;
      }
      factor = next;
    }
    return factor;
  }

  /**
   * The package looks for the logarithm of the share, starts each change point at the share of the
   * one before, and gives up for good once a share has become tiny; so it misses most rises.
   */
  private double largestAsPackaged() {
    double largest = 0;
    double logShare = Math.log(0.5);
    for (int from = 0; from < size; from++) {
      logShare = climb(from, logShare);
      double value = epidemic(from, Math.exp(logShare));
      if (value > largest) {
        largest = value;
      }
    }
    return largest;
  }

  private double climb(int from, double start) {
    double logShare = start;
    double moved = Double.POSITIVE_INFINITY;
    for (int step = 0; step < 1000 && logShare > GIVEN_UP && moved > 1e-6; step++) {
      double share = Math.exp(logShare);
      double gain = 0;
      double curvature = 0;
      for (int i = from; i < size; i++) {
        double relative = previous(i) / (share * previous(i) + means[i]);
        gain += counts[i] * relative - previous(i);
        curvature += counts[i] * relative * relative;
      }
      logShare += gain / (share * curvature - gain);
      moved = Math.abs(Math.exp(logShare) - share);
    }
    return logShare;
  }

  /** The likeliest share of a case that each case brings on in the next step. */
  private double share(int from) {
    double share = 0;
    double low = 0;
    double high = Double.POSITIVE_INFINITY;
    for (int step = 0; step < MAX_STEPS; step++) {
      double score = 0;
      double slope = 0;
      for (int i = from; i < size; i++) {
        double previous = previous(i);
        double mean = means[i] + share * previous;
        double relative = previous / mean;
        score += counts[i] * relative - previous;
        slope += counts[i] * relative * relative;
      }
      if (step == 0 && !(score > 0)) {
        return 0;
      }
      if (score > 0) {
        low = share;
      } else {
        high = share;
      }
      double next = share + score / slope;
      if (!(next > low && next < high)) {
        next = Double.isInfinite(high) ? 2 * low + 1 : (low + high) / 2;
      }
      boolean settled = Math.abs(next - share) <= SETTLED * share;
      share = next;
      if (settled) {
        break;
      }
    }
    return share;
  }

  private double epidemic(int from, double share) {
    double ratio = 0;
    for (int i = from; i < size; i++) {
      double added = share * previous(i);
      ratio += counts[i] * Math.log1p(added / means[i]) - added;
    }
    return ratio;
  }

  private double previous(int i) {
    return i == 0 ? before : counts[i - 1];
  }
}
