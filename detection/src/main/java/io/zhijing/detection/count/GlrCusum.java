package io.zhijing.detection.count;

import io.zhijing.detection.count.InControlModel.InControl;
import io.zhijing.detection.count.InControlModel.Known;
import io.zhijing.detection.count.InControlModel.Unknown;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Generalised likelihood ratio charts of counts about a seasonal mean (Höhle and Paul, 2008,
 * Computational Statistics and Data Analysis 52, 4357-4368), with the numbers of {@code
 * algo.glrpois} and {@code algo.glrnb} of the R package surveillance 1.20.3: the largest
 * log-likelihood ratio of a rise that began at any step since the chart started, an alarm from the
 * threshold on, and a fresh start after it.
 *
 * <p>Good at rises of unknown size. Wrong where the seasonal mean is: an unmodelled trend alarms
 * for good. Only rises are looked for. The cost of a step grows with the steps since the start.
 *
 * @param threshold from which the statistic alarms ({@code c.ARL}), more than 0
 * @param change what a rise looks like
 * @param logFactor logarithm of the factor by which the mean rises, if it is given; of use to
 *     {@link Change#FACTOR} only
 */
public record GlrCusum(double threshold, Change change, OptionalDouble logFactor) {

  /** What a rise looks like. */
  public enum Change {
    /** The mean is multiplied by a factor. */
    FACTOR,
    /** Each case brings on a share of a case in the next step (Poisson counts only). */
    EPIDEMIC,
    /** The same with the package's own search, which gives up early and then sees no rise. */
    EPIDEMIC_AS_PACKAGED
  }

  /** One step. */
  public sealed interface Step {}

  /**
   * A verdict.
   *
   * @param statistic the log-likelihood ratio, 0 or more
   * @param casesToAlarm cases that would have brought it to the threshold, 0 or more; known where
   *     the factor is given and counts are Poisson
   * @param alarm whether the statistic has reached the threshold
   */
  public record Judged(double statistic, OptionalDouble casesToAlarm, boolean alarm)
      implements Step {}

  /**
   * No verdict; the chart goes on as if the step had not been.
   *
   * @param reason why
   */
  public record Skipped(NoResult reason) implements Step {}

  /** What a run comes to. */
  public sealed interface Report {}

  /**
   * A run.
   *
   * @param steps verdicts, from the first watched step on
   * @param means what was expected at each
   * @param first the model as first fitted
   * @param fits how often it was fitted
   */
  public record Watched(List<Step> steps, double[] means, Known first, int fits)
      implements Report {}

  /**
   * No run.
   *
   * @param reason why
   */
  public record Insufficient(NoResult reason) implements Report {}

  /**
   * A chart.
   *
   * @throws IllegalArgumentException if the threshold or the factor's logarithm is not positive
   */
  public GlrCusum {
    if (!(threshold > 0) || !(logFactor.orElse(1) > 0)) {
      throw new IllegalArgumentException("threshold " + threshold + ", factor " + logFactor);
    }
  }

  /**
   * Fits the model to what came before and watches from there to the end of the history.
   *
   * @param history counts; every one before {@code from} enters the fit
   * @param from index of the first watched step
   * @param model what counts are while nothing is wrong
   * @param refit whether the model is fitted anew after each alarm
   */
  public Report watch(CountHistory history, int from, InControlModel model, boolean refit) {
    double[] counts = new double[history.size()];
    Arrays.setAll(counts, history::count);
    if (from < 1 || from >= counts.length) {
      return new Insufficient(NoResult.HISTORY_TOO_SHORT);
    }
    InControl fitted = model.fit(Arrays.copyOf(counts, from));
    if (fitted instanceof Unknown unknown) {
      return new Insufficient(unknown.reason());
    }
    Known first = (Known) fitted;
    if (change != Change.FACTOR && first.overdispersion() > 0) {
      return new Insufficient(NoResult.OVERDISPERSED_EPIDEMIC);
    }
    Known present = first;
    GlrChart chart = new GlrChart(this, first.overdispersion());
    List<Step> steps = new ArrayList<>();
    double[] means = new double[counts.length - from];
    int fits = 1;
    for (int i = from; i < counts.length; i++) {
      means[i - from] = present.mean(i + 1.0);
      Step step = chart.step(counts[i], means[i - from]);
      steps.add(step);
      if (step instanceof Judged judged && judged.alarm() && i + 1 < counts.length && refit) {
        InControl again = withOverdispersion(model, first).fit(Arrays.copyOf(counts, i + 1));
        if (again instanceof Known known) {
          present = known;
          fits++;
        }
      }
    }
    return new Watched(steps, means, first, fits);
  }

  /** Refits keep the overdispersion that the chart was started with. */
  private static InControlModel withOverdispersion(InControlModel model, Known first) {
    return new InControlModel(
        model.harmonics(),
        model.trend(),
        model.frequency(),
        OptionalDouble.of(first.overdispersion()));
  }
}
