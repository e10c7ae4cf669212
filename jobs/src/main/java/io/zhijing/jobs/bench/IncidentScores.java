package io.zhijing.jobs.bench;

import io.zhijing.jobs.simulation.Incident;
import io.zhijing.jobs.simulation.Scorecard;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * The scores of simulated years with the same incidents.
 *
 * @param years in the order in which they were run; at least one
 */
public record IncidentScores(List<Year> years) {
  /** Asked for in a year: one sixth of the incidents may be missed. */
  private static final double LEAST_FOUND = 10.0 / 12;

  private static final double MOST_FALSE = 4;

  /**
   * One year.
   *
   * @param seed which one
   * @param score what was found
   * @param warnings how many there were
   */
  public record Year(long seed, Scorecard score, int warnings) {}

  /**
   * One incident over the years.
   *
   * @param incident a risk, or a decoy
   * @param found in how many years it was warned of
   * @param medianDelay days from its first day to the first warning, over the years in which there
   *     was one; empty without any
   */
  public record Row(Incident incident, int found, OptionalDouble medianDelay) {}

  /** Copies the list. */
  public IncidentScores {
    years = List.copyOf(years);
    if (years.isEmpty()) {
      throw new IllegalArgumentException("no year");
    }
  }

  /** Risks, then decoys, in the order of the pack. */
  public List<Row> rows() {
    List<List<Scorecard.Found>> byYear = years.stream().map(IncidentScores::all).toList();
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < byYear.get(0).size(); i++) {
      int place = i;
      long[] delays =
          byYear.stream()
              .flatMap(all -> all.get(place).delay().stream())
              .mapToLong(d -> d)
              .toArray();
      rows.add(new Row(byYear.get(0).get(i).incident(), delays.length, median(delays)));
    }
    return rows;
  }

  private static List<Scorecard.Found> all(Year year) {
    List<Scorecard.Found> all = new ArrayList<>(year.score().found());
    all.addAll(year.score().decoys());
    return all;
  }

  private static OptionalDouble median(long[] values) {
    if (values.length == 0) {
      return OptionalDouble.empty();
    }
    Arrays.sort(values);
    int upper = values.length / 2;
    return OptionalDouble.of(
        values.length % 2 == 1 ? values[upper] : (values[upper - 1] + values[upper]) / 2.0);
  }

  /** The mean over the years. */
  public double mean(ToDoubleFunction<Year> of) {
    return years.stream().mapToDouble(of).average().orElseThrow();
  }

  /**
   * Whether on average five in six incidents are found, no decoy is, and at most four warnings are
   * false.
   */
  public boolean isGoodEnough() {
    return mean(year -> year.score().risksFound()) >= LEAST_FOUND * risks()
        && mean(year -> year.score().decoysRaised()) == 0
        && mean(year -> year.score().falseWarnings().size()) <= MOST_FALSE;
  }

  private int risks() {
    return years.get(0).score().found().size();
  }
}
