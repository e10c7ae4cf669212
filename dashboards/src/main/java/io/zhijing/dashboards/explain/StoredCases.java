package io.zhijing.dashboards.explain;

import io.zhijing.dashboards.explain.StoredCounts.History;
import io.zhijing.detection.model.CountSeries;
import io.zhijing.detection.model.Lattice;
import io.zhijing.detection.model.ReportStream;
import io.zhijing.detection.model.Stratum;
import io.zhijing.detection.model.Watched;
import io.zhijing.detection.monitor.Judge;
import io.zhijing.detection.rules.RuleSet;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;

/** What the job judged, from the counts that are stored; each stratum is read once. */
final class StoredCases {
  private final Function<String, History> counts;
  private final Lattice lattice;
  private final Looking looking;
  private final Map<String, History> known = new HashMap<>();

  /**
   * Cases.
   *
   * @param counts by key of a stratum
   * @param looking what the job looked at
   */
  StoredCases(Function<String, History> counts, Lattice lattice, Looking looking) {
    this.counts = counts;
    this.lattice = lattice;
    this.looking = looking;
  }

  /**
   * What a job looked at.
   *
   * @param rules of its detection
   * @param correctionDays how long after its day a report still counts; empty if the job took
   *     silence for zeros
   */
  record Looking(RuleSet.Detection rules, OptionalInt correctionDays) {}

  History history(Stratum stratum) {
    return known.computeIfAbsent(stratum.key(), counts);
  }

  /**
   * A stratum's case on a day.
   *
   * @param since first day on which its stream was watched
   */
  Judge.Case of(Stratum stratum, int day, int since) {
    History own = history(stratum);
    CountSeries beside =
        Judge.beside(stratum, lattice).map(each -> history(each).series()).orElseGet(own::series);
    return new Judge.Case(
        stratum,
        own.series(),
        beside,
        watched(stratum.stream(), day, since),
        own.signalsBefore(day));
  }

  private Watched watched(ReportStream stream, int day, int since) {
    if (looking.correctionDays().isEmpty()) {
      return Watched.from(since);
    }
    return Watched.heardOn(
        since,
        history(new Stratum(stream, Map.of())).series().days(),
        day - Judge.looksBackDays(looking.rules()),
        day - looking.correctionDays().getAsInt() - 1);
  }
}
