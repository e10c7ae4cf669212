package io.zhijing.jobs.bench;

import io.zhijing.detection.model.CountSeries;
import io.zhijing.detection.model.Lattice;
import io.zhijing.detection.model.Stratum;
import io.zhijing.detection.rehearsal.Portfolio;

/** Strata that have all been met before the first day is played. */
abstract class CountedPortfolio implements Portfolio {
  private final CountedStrata strata = new CountedStrata();
  private final Lattice lattice;
  private int[] lenders;

  CountedPortfolio(Lattice lattice) {
    this.lattice = lattice;
  }

  /** To be filled by whoever makes this. */
  final CountedStrata strata() {
    return strata;
  }

  @Override
  public final int size() {
    return strata.size();
  }

  @Override
  public final Stratum stratum(int number) {
    return strata.stratum(number);
  }

  @Override
  public final int lender(int number) {
    if (lenders == null) {
      lenders = strata.lenders(lattice);
    }
    return lenders[number];
  }

  @Override
  public final CountSeries series(int number) {
    return strata.series(number);
  }

  @Override
  public final void forgetBefore(int day) {
    strata.forgetBefore(day);
  }
}
