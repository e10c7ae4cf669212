package io.zhijing.detection.assess;

import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.model.Lattice;
import io.zhijing.detection.model.Signal;
import io.zhijing.detection.model.Stratum;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which signals of a day lie inside which. Found by walking up from each, since a signal has a few
 * dozen wider strata at most, while a day of a large region has thousands of signals.
 */
final class Nesting {
  private final Map<Stratum, List<Signal>> inside = new HashMap<>();
  private final Map<Stratum, List<Signal>> around = new HashMap<>();
  private final Map<Stratum, Integer> places = new HashMap<>();

  /**
   * The nesting of signals.
   *
   * @param signals at most one per stratum, in the order in which answers are given
   */
  Nesting(Lattice lattice, List<Signal> signals) {
    for (int i = 0; i < signals.size(); i++) {
      places.put(signals.get(i).stratum(), i);
    }
    for (Signal narrow : signals) {
      List<Integer> wider = new ArrayList<>();
      for (Stratum each : lattice.containing(narrow.stratum())) {
        Integer place = each.equals(narrow.stratum()) ? null : places.get(each);
        if (place != null && holds(lattice, signals.get(place), narrow)) {
          wider.add(place);
        }
      }
      wider.sort(null);
      List<Signal> ofNarrow = new ArrayList<>(wider.size());
      for (int place : wider) {
        Signal wide = signals.get(place);
        ofNarrow.add(wide);
        inside.computeIfAbsent(wide.stratum(), first -> new ArrayList<>()).add(narrow);
      }
      around.put(narrow.stratum(), ofNarrow);
    }
  }

  /**
   * A cluster does not hold all that lies around its places: only what has at least half of its
   * places there, or is itself around at least half of the cluster's, for the edges of clusters are
   * uncertain.
   */
  private static boolean holds(Lattice lattice, Signal wide, Signal narrow) {
    return wide.places().isEmpty()
        || isMostlyWithin(lattice, narrow, wide)
        || isMostlyWithin(lattice, wide, narrow);
  }

  /** Whether at least half of the places of one lie within places of the other. */
  private static boolean isMostlyWithin(Lattice lattice, Signal one, Signal other) {
    List<Stratum> around = regions(other);
    long within =
        regions(one).stream()
            .filter(place -> around.stream().anyMatch(each -> lattice.contains(each, place)))
            .count();
    return 2 * within >= one.parts().size();
  }

  private static List<Stratum> regions(Signal signal) {
    return signal.parts().stream()
        .map(part -> part.node(Dimension.REGION))
        .map(
            region ->
                new Stratum(signal.stratum().stream(), Map.of()).with(Dimension.REGION, region))
        .toList();
  }

  /** The earlier in the order given; an absent one comes last. */
  Optional<Signal> first(Optional<Signal> one, Optional<Signal> other) {
    if (one.isEmpty() || other.isEmpty()) {
      return one.or(() -> other);
    }
    return places.get(one.get().stratum()) < places.get(other.get().stratum()) ? one : other;
  }

  /** The other signals that this one contains. */
  List<Signal> inside(Signal wide) {
    return inside.getOrDefault(wide.stratum(), List.of());
  }

  /** The other signals that contain this one. */
  List<Signal> around(Signal narrow) {
    return around.getOrDefault(narrow.stratum(), List.of());
  }
}
