package io.zhijing.detection.regression;

import io.zhijing.detection.regression.GeneralizedLinearModel.Failure;
import io.zhijing.detection.regression.GeneralizedLinearModel.Fit;
import io.zhijing.detection.regression.GeneralizedLinearModel.Fitted;
import java.util.Arrays;
import org.apache.commons.numbers.gamma.Digamma;
import org.apache.commons.numbers.gamma.Trigamma;

/**
 * Negative binomial regression whose size is estimated too: a regression at the present size and a
 * maximum likelihood step for the size take turns until neither moves (Lawless, 1987, Canadian
 * Journal of Statistics 15, 209-225; Venables and Ripley, Modern Applied Statistics with S, 4th
 * ed., 7.4). Of data without overdispersion the size grows without bound, and the result says so.
 */
public final class NegativeBinomialModel {
  private static final double TOLERANCE = 1e-8;
  private static final double SIZE_TOLERANCE = Math.sqrt(Math.sqrt(Math.ulp(1.0)));
  private static final int MAX_TURNS = 25;

  private final double[][] columns;
  private final double[] observed;

  /** A model of the counts by the columns. */
  public NegativeBinomialModel(double[][] columns, double[] observed) {
    this.columns = columns;
    this.observed = observed;
  }

  /** What an estimate of both comes to. */
  public sealed interface Estimate {}

  /**
   * Regression and size.
   *
   * @param fit the regression at the size before the last step
   * @param size more than 0
   */
  public record Estimated(Fitted fit, double size) implements Estimate {}

  /** No estimate: the regression failed, or the counts are not overdispersed. */
  public enum None implements Estimate {
    /** A regression did not settle. */
    REGRESSION_FAILED,
    /** Size has no finite estimate. */
    NO_OVERDISPERSION
  }

  /** Estimates regression and size. */
  public Estimate estimate() {
    Fit poisson = GeneralizedLinearModel.of(new Family.Poisson(), columns, observed).fit();
    if (!(poisson instanceof Fitted fitted)) {
      return None.REGRESSION_FAILED;
    }
    double[] means = fitted.means();
    double size = size(means);
    double scale = Math.sqrt(2.0 * Math.max(1, observed.length - fitted.rank()));
    double change = 1;
    double likelihood = likelihood(size, means);
    double before = likelihood + 2 * scale;
    for (int turn = 1;
        turn <= MAX_TURNS && Math.abs(before - likelihood) / scale + Math.abs(change) > TOLERANCE;
        turn++) {
      if (!(size > 0) || Double.isInfinite(size)) {
        return None.NO_OVERDISPERSION;
      }
      double[] predictor = Arrays.stream(means).map(Math::log).toArray();
      Fit next =
          GeneralizedLinearModel.of(new Family.NegativeBinomial(size), columns, observed)
              .fit(predictor);
      if (!(next instanceof Fitted settled)) {
        return next == Failure.NOT_CONVERGED ? None.REGRESSION_FAILED : None.NO_OVERDISPERSION;
      }
      // The size follows the means that the regression started from, as in the reference.
      double better = size(means);
      fitted = settled;
      means = settled.means();
      change = size - better;
      size = better;
      before = likelihood;
      likelihood = likelihood(size, means);
    }
    return size > 0 && Double.isFinite(size) ? new Estimated(fitted, size) : None.NO_OVERDISPERSION;
  }

  /** The size of the largest likelihood at given means, by Newton's method from its moments. */
  private double size(double[] means) {
    double moments = 0;
    for (int i = 0; i < means.length; i++) {
      double relative = observed[i] / means[i] - 1;
      moments += relative * relative;
    }
    double size = means.length / moments;
    double change = 1;
    for (int step = 1; step < MAX_TURNS && Math.abs(change) > SIZE_TOLERANCE; step++) {
      size = Math.abs(size);
      change = score(size, means) / information(size, means);
      size += change;
    }
    return size;
  }

  private double score(double size, double[] means) {
    double sum = 0;
    for (int i = 0; i < means.length; i++) {
      double y = observed[i];
      double total = size + means[i];
      sum +=
          Digamma.value(size + y)
              - Digamma.value(size)
              + Math.log(size)
              + 1
              - Math.log(total)
              - (y + size) / total;
    }
    return sum;
  }

  private double information(double size, double[] means) {
    double sum = 0;
    for (int i = 0; i < means.length; i++) {
      double y = observed[i];
      double total = size + means[i];
      sum +=
          Trigamma.value(size)
              - Trigamma.value(size + y)
              - 1 / size
              + 2 / total
              - (y + size) / (total * total);
    }
    return sum;
  }

  private double likelihood(double size, double[] means) {
    Family.NegativeBinomial family = new Family.NegativeBinomial(Math.abs(size));
    double sum = 0;
    for (int i = 0; i < means.length; i++) {
      sum += family.logLikelihood(observed[i], means[i]);
    }
    return sum;
  }
}
