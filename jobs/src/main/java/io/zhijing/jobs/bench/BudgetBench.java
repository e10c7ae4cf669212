package io.zhijing.jobs.bench;

import io.zhijing.connectors.file.Pack;
import io.zhijing.detection.model.Lattice;
import io.zhijing.detection.rehearsal.BudgetCurve;
import io.zhijing.detection.rehearsal.Rehearsal;
import io.zhijing.detection.rules.RuleSet;
import io.zhijing.jobs.simulation.PublishedRates;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Whether a budget of false warnings is kept: the score that a budget buys is measured on one
 * simulated region in which nothing rises, and spent on another.
 */
public final class BudgetBench {
  private static final double[] SCORES = {2.4, 2.7, 3.2, 3.6, 4.0, 4.4};
  private static final List<Double> BUDGETS = List.of(1.0, 4.0, 20.0);
  private static final double LEAST = 0.7;
  private static final double MOST = 1.3;
  private static final int WARM_UP_DAYS = 400;
  private static final int YEAR_DAYS = 365;

  private final Lattice lattice;
  private final Pack pack;
  private final PublishedRates rates;
  private final Rehearsal.Span span;

  /**
   * A bench over a pack with populations.
   *
   * @param rates table of published rates; empty for those that come with the program
   * @param years how many simulated years are counted, at least 1
   * @throws IOException if the rates cannot be read
   */
  public BudgetBench(Pack pack, Optional<Path> rates, int years) throws IOException {
    this.pack = pack;
    this.lattice = new Lattice(pack.taxonomies(), pack.facets(), pack.neighbours());
    this.rates =
        rates.isPresent()
            ? PublishedRates.of(BenchTable.read(rates.get()).rows(), rates.get().toString(), pack)
            : PublishedRates.shipped(pack);
    this.span = new Rehearsal.Span(0, WARM_UP_DAYS, WARM_UP_DAYS + YEAR_DAYS * years - 1);
  }

  /**
   * What came of a budget.
   *
   * @param budget false warnings a month that were accepted
   * @param score that the lowest level needs for it
   * @param perMonth false warnings a month that there were
   */
  public record Outcome(double budget, double score, double perMonth) {
    /** False warnings to budget. */
    public double ratio() {
      return perMonth / budget;
    }

    /** Whether the budget was kept, and not wasted. */
    public boolean isKept() {
      return ratio() >= LEAST && ratio() <= MOST;
    }
  }

  /** How many strata the simulated region has. */
  public int strata(long seed) throws IOException {
    return new NullTree(pack, lattice, rates, seed).size();
  }

  /** The curve, measured on one simulated region. */
  public BudgetCurve calibrate(long seed) throws IOException {
    return BudgetCurve.measure(
        lattice, RuleSet.standard(), SCORES, new NullTree(pack, lattice, rates, seed), span);
  }

  /** Spends the budgets on another simulated region; tells each outcome as soon as it is known. */
  public boolean spend(BudgetCurve curve, long seed, Consumer<Outcome> told) throws IOException {
    boolean areKept = true;
    for (double budget : BUDGETS) {
      double score = curve.scoreFor(budget);
      RuleSet rules = RuleSet.standard().withLowestScore(score);
      NullTree tree = new NullTree(pack, lattice, rates, seed);
      int raised = new Rehearsal(lattice, List.of(rules)).run(tree, span).get(0).all();
      Outcome outcome = new Outcome(budget, score, raised / span.months());
      told.accept(outcome);
      areKept &= outcome.isKept();
    }
    return areKept;
  }
}
