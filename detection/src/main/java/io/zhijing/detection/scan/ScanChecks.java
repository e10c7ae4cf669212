package io.zhijing.detection.scan;

import io.zhijing.detection.scan.ScanOutcome.Reason;
import java.util.Arrays;
import java.util.Optional;

/** What keeps data from being scanned. */
final class ScanChecks {
  /** Drawing more, a thousand times over, would take minutes and gigabytes. */
  private static final long MOST_CASES = 10_000_000;

  private ScanChecks() {}

  /** The first reason that applies, in the order of the enum. */
  static Optional<Reason> reason(ScanData data) {
    if (data.periods() == 0 || data.locations() == 0) {
      return Optional.of(Reason.EMPTY);
    }
    if (data.locations() < 2) {
      return Optional.of(Reason.TOO_FEW_LOCATIONS);
    }
    if (Arrays.stream(data.counts()).flatMapToInt(Arrays::stream).anyMatch(c -> c < 0)) {
      return Optional.of(Reason.NEGATIVE_COUNT);
    }
    long cases = total(data.counts());
    if (cases == 0) {
      return Optional.of(Reason.NO_CASES);
    }
    return cases > MOST_CASES ? Optional.of(Reason.TOO_MANY_CASES) : expected(data);
  }

  private static Optional<Reason> expected(ScanData data) {
    double[][] weights = data.weights();
    double sum = 0;
    for (double[] row : weights) {
      for (double weight : row) {
        if (!(weight >= 0) || Double.isInfinite(weight)) {
          return Optional.of(Reason.BAD_EXPECTED);
        }
        sum += weight;
      }
    }
    if (!(sum > 0) || Double.isInfinite(sum)) {
      return Optional.of(sum > 0 ? Reason.BAD_EXPECTED : Reason.NO_EXPECTED);
    }
    if (data instanceof ScanData.ExpectationBased && sum > MOST_CASES) {
      return Optional.of(Reason.TOO_MANY_CASES);
    }
    return cells(data, weights);
  }

  private static Optional<Reason> cells(ScanData data, double[][] weights) {
    boolean trials = data instanceof ScanData.Bernoulli;
    for (int t = 0; t < weights.length; t++) {
      for (int i = 0; i < weights[t].length; i++) {
        int count = data.counts()[t][i];
        if (trials && count > weights[t][i]) {
          return Optional.of(Reason.FAILURES_EXCEED_TRIALS);
        }
        if (count > 0 && weights[t][i] == 0) {
          return Optional.of(Reason.CASES_WITHOUT_EXPECTED);
        }
      }
    }
    return Optional.empty();
  }

  static long total(int[][] counts) {
    return Arrays.stream(counts).flatMapToInt(Arrays::stream).asLongStream().sum();
  }
}
