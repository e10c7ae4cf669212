package io.zhijing.jobs.bench;

import io.zhijing.detection.model.CountSeries;
import io.zhijing.detection.model.Lattice;
import io.zhijing.detection.model.Stratum;
import io.zhijing.detection.monitor.Judge;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Strata numbered in the order in which they were first met, with their counts. */
final class CountedStrata {
  private final List<Stratum> strata = new ArrayList<>();
  private final List<CountSeries> series = new ArrayList<>();
  private final Map<Stratum, Integer> numbers = new HashMap<>();

  /** The number of a stratum, a new one if it was never met. */
  int number(Stratum stratum) {
    return numbers.computeIfAbsent(
        stratum,
        added -> {
          strata.add(added);
          series.add(new CountSeries());
          return strata.size() - 1;
        });
  }

  int size() {
    return strata.size();
  }

  Stratum stratum(int number) {
    return strata.get(number);
  }

  CountSeries series(int number) {
    return series.get(number);
  }

  void forgetBefore(int day) {
    series.forEach(each -> each.forgetBefore(day));
  }

  /** By number, the number of the stratum beside which it is judged; its own where none was met. */
  int[] lenders(Lattice lattice) {
    int[] lenders = new int[strata.size()];
    for (int i = 0; i < lenders.length; i++) {
      lenders[i] =
          numbers.getOrDefault(Judge.beside(strata.get(i), lattice).orElse(strata.get(i)), i);
    }
    return lenders;
  }
}
