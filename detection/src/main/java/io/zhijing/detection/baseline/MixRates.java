package io.zhijing.detection.baseline;

import io.zhijing.detection.stats.BetaBinomialLog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Baseline failure rates of adjustment cells, for expected failures by indirect standardisation
 * (Breslow and Day, 1987, Statistical Methods in Cancer Research II, chapter 2): the failures that
 * the trials of a stratum would have had at the rates of the whole stream, cell by cell. Monitoring
 * against them is risk adjustment (Steiner, Cook, Farewell and Treasure, 2000, Biostatistics 1).
 *
 * <p>A cell's rate is shrunk towards that of the next coarser cell, and in the end towards the
 * pooled rate: (failures + m x coarser rate) / (trials + m), where the strength m, in trials,
 * follows by maximum likelihood from how far the cells of one depth lie apart (beta-binomial,
 * Griffiths, 1973, Biometrics 29). A cell that was never seen has the coarser rate, so a new
 * inspector has the pooled one.
 *
 * <p>Wrong where a stratum makes up most of a cell: its own lasting excess then becomes part of
 * what is expected. Immutable.
 */
public final class MixRates {
  private static final double[] STRENGTHS = {10, 30, 100, 300, 1000, 3000};
  private static final double USUAL_STRENGTH = 100;
  private static final int ENOUGH_CELLS = 3;

  private final Map<String, Double> rates;
  private final boolean isKnown;

  private MixRates(Map<String, Double> rates, boolean isKnown) {
    this.rates = rates;
    this.isKnown = isKnown;
  }

  /** What an expected rate rests on. The code may be stored. */
  public enum Basis {
    /** The cell itself was seen. */
    CELL("cell"),
    /** Only a coarser cell was seen. */
    COARSER_CELL("coarser_cell"),
    /** The cell is new: the pooled rate. */
    UNSEEN_CELL("unseen_cell"),
    /** The report names no cell: the pooled rate. */
    NO_CELL("no_cell"),
    /** Too little has closed for any rate. */
    NOTHING_CLOSED("nothing_closed");

    private final String code;

    Basis(String code) {
      this.code = code;
    }

    /** The stable code. */
    public String code() {
      return code;
    }
  }

  /**
   * The expected failure rate of a cell.
   *
   * @param rate in (0, 1); 0 if nothing is known
   * @param basis what it rests on
   */
  public record CellRate(double rate, Basis basis) {}

  /**
   * Trials and failures of closed periods.
   *
   * @param trials tests, not negative
   * @param failures failed ones, at most the trials
   */
  public record Counts(double trials, double failures) {
    /** Whether counts can be learnt from. */
    public boolean isValid() {
      return failures >= 0 && failures <= trials && trials < Double.POSITIVE_INFINITY;
    }

    Counts plus(Counts other, double weight) {
      return new Counts(trials + weight * other.trials, failures + weight * other.failures);
    }
  }

  /**
   * Rates from closed counts.
   *
   * @param byKey counts by key of {@link MixCell#path()}; a cell is counted in each of its keys
   * @param all counts of the whole stream
   * @param minTrials trials of the whole stream below which no rate is formed
   */
  public static MixRates of(Map<String, Counts> byKey, Counts all, double minTrials) {
    Map<String, Double> rates = new HashMap<>();
    if (!all.isValid() || all.trials() < minTrials) {
      return new MixRates(rates, false);
    }
    rates.put("", (all.failures() + 0.5) / (all.trials() + 1));
    Map<Integer, List<String>> byDepth = new TreeMap<>();
    // Sorted, so that sums do not depend on the order of a hash table.
    for (String key : new TreeMap<>(byKey).keySet()) {
      Counts counts = byKey.get(key);
      if (counts.isValid() && counts.trials() > 0) {
        byDepth.computeIfAbsent(MixCell.depth(key), depth -> new ArrayList<>()).add(key);
      }
    }
    for (List<String> keys : byDepth.values()) {
      double strength = strength(keys, byKey, rates);
      for (String key : keys) {
        Counts counts = byKey.get(key);
        double coarser = nearest(rates, MixCell.parent(key));
        rates.put(key, (counts.failures() + strength * coarser) / (counts.trials() + strength));
      }
    }
    return new MixRates(rates, true);
  }

  /** The rates that {@link #byKey()} gave. */
  public static MixRates ofByKey(Map<String, Double> byKey) {
    return new MixRates(new HashMap<>(byKey), !byKey.isEmpty());
  }

  /**
   * Rates by key of {@link MixCell#path()}, the pooled one by the empty key; none if nothing is
   * known.
   */
  public SortedMap<String, Double> byKey() {
    return new TreeMap<>(rates);
  }

  private static double nearest(Map<String, Double> rates, String from) {
    String key = from;
    while (!rates.containsKey(key)) {
      key = MixCell.parent(key);
    }
    return rates.get(key);
  }

  private static double strength(
      List<String> keys, Map<String, Counts> byKey, Map<String, Double> rates) {
    if (keys.size() < ENOUGH_CELLS) {
      return USUAL_STRENGTH;
    }
    double best = USUAL_STRENGTH;
    double highest = Double.NEGATIVE_INFINITY;
    for (double strength : STRENGTHS) {
      double log = 0;
      for (String key : keys) {
        double trials = Math.rint(byKey.get(key).trials());
        double failures = Math.min(trials, Math.rint(byKey.get(key).failures()));
        if (trials > 0) {
          double coarser = nearest(rates, MixCell.parent(key));
          log += BetaBinomialLog.kernel(failures, trials, coarser, 1 / (strength + 1));
        }
      }
      if (log > highest) {
        highest = log;
        best = strength;
      }
    }
    return best;
  }

  /** The expected failure rate of a test of the cell. */
  public CellRate rate(MixCell cell) {
    if (!isKnown) {
      return new CellRate(0, Basis.NOTHING_CLOSED);
    }
    List<String> path = cell.path();
    for (int i = path.size() - 1; i >= 0; i--) {
      Double rate = rates.get(path.get(i));
      if (rate != null) {
        return new CellRate(rate, i == path.size() - 1 ? Basis.CELL : Basis.COARSER_CELL);
      }
    }
    return new CellRate(rates.get(""), path.isEmpty() ? Basis.NO_CELL : Basis.UNSEEN_CELL);
  }

  /**
   * The reference rate of a stratum and period for {@link RatePosterior.Periods}: expected failures
   * to trials.
   *
   * @param trials tests by cell
   * @return in (0, 1), or 0 if nothing is known or there was no test
   */
  public double reference(Map<MixCell, Double> trials) {
    double expected = 0;
    double tested = 0;
    // Sorted for the same sum in any order of insertion.
    Map<String, MixCell> ordered = new TreeMap<>();
    trials.keySet().forEach(cell -> ordered.put(String.join("", cell.path()), cell));
    for (MixCell cell : ordered.values()) {
      double each = trials.get(cell);
      if (each > 0 && each < Double.POSITIVE_INFINITY) {
        expected += each * rate(cell).rate();
        tested += each;
      }
    }
    return tested > 0 ? expected / tested : 0;
  }
}
