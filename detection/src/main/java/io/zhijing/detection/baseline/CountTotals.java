package io.zhijing.detection.baseline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What is expected of the latest periods of a count without a denominator, taken together: of the
 * last one, of the last two, and so on. The place's own past tells by {@link SeasonalTrend}; where
 * the rest of its parent has risen too, the expectation rises with it, since what rises everywhere
 * is no risk of this place. While the past is too short to know a season, the season is known as
 * far only as the rest tells of it.
 *
 * <p>What moves a real place lasts longer than a week: the variance of n weeks together is beyond
 * chance not n times that of one, but n times its root as much. Taking weeks for independent calls
 * sanitation complaints of Chicago's wards a rise at one in a thousand in 2.5 percent of all weeks,
 * this in 0.5. See docs/methods.md.
 */
public final class CountTotals {
  private final Past own;
  private final Optional<Past> rest;

  /**
   * A series and what its past lets expect.
   *
   * @param counts by period; those after the fit's reference are judged
   * @param heard by period what part of it was not silent, 0 to 1
   * @param fit of the periods before
   */
  public record Past(double[] counts, double[] heard, SeasonalTrend fit) {
    /** The same of a stream that was watched without a break. */
    public Past(double[] counts, SeasonalTrend fit) {
      this(counts, counts.clone(), fit);
      Arrays.fill(heard, 1);
    }

    private double expected(int period) {
      return heard[period] * fit.forecast(period).mean();
    }
  }

  /**
   * Latest periods taken together.
   *
   * @param periods how many
   * @param observed their count
   * @param mean expected of them, positive
   * @param variance of the predicted count, the uncertainty of the mean included
   * @param deviation standard deviation of the count of one period about its true mean
   */
  public record Total(
      int periods, double observed, double mean, double variance, double deviation) {}

  /**
   * Totals of a count beside the rest of its parent.
   *
   * @param rest counts of the parent without those of its own; all zero if there is no parent
   */
  public CountTotals(Past own, Past rest) {
    this.own = own;
    this.rest = Optional.of(rest);
  }

  /**
   * Totals as if the rest had not risen and told all of the season: as little is expected as can
   * be, and as surely. A fit less than with the rest.
   */
  public CountTotals(Past own) {
    this.own = own;
    this.rest = Optional.empty();
  }

  /**
   * The totals up to a period: of it alone, of the latest two, up to {@code most}. Those of which
   * all periods were silent are left out.
   */
  public List<Total> upTo(int period, int most) {
    List<Total> totals = new ArrayList<>();
    double observed = 0;
    double mean = 0;
    double now = 0;
    double usual = 0;
    for (int i = period; i > period - most; i--) {
      observed += own.counts()[i];
      mean += own.expected(i);
      if (mean == 0) {
        continue; // silent: nothing is known of it
      }
      Beside beside = Beside.unmoved();
      if (rest.isPresent()) {
        now += rest.get().counts()[i];
        usual += rest.get().expected(i);
        beside = Beside.rise(now, usual);
      }
      totals.add(total(period, new Sum(period - i + 1, observed, mean), beside));
    }
    return totals;
  }

  private record Sum(int periods, double observed, double mean) {}

  private Total total(int period, Sum sum, Beside beside) {
    double mean = sum.mean() * beside.rise();
    double dispersion = own.fit().dispersion();
    double error = own.fit().uncertainty(period);
    double unknown =
        error * error
            + beside.variation()
            + (own.fit().couldSeeSeason() ? 0 : PlaceVariation.unknownSeason(beside.unseen()));
    double lasting = 1 + (dispersion - 1) * PlaceVariation.lasting(sum.periods());
    return new Total(
        sum.periods(),
        sum.observed(),
        mean,
        (lasting + unknown * mean) * mean,
        Math.sqrt(dispersion * mean / sum.periods()));
  }
}
