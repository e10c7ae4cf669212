package io.zhijing.detection.assess;

import io.zhijing.detection.assess.Decision.Reason;
import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.model.Lattice;
import io.zhijing.detection.model.Signal;
import io.zhijing.detection.model.Stratum;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The reports of one rise at one place are counted by sector and by hazard, neither of which holds
 * the other. Where the place as a whole stands out that day, what explains it explains both ({@link
 * Explanation}); where the rest of the place hides the rise, nothing wider joins them. Two such
 * strata that both lead, alike in size, are taken for one rise: that two begin at one place within
 * days of each other is far less likely.
 */
final class Crossings {
  private final Lattice lattice;

  Crossings(Lattice lattice) {
    this.lattice = lattice;
  }

  /**
   * Lets of those that lead and are one rise the first speak.
   *
   * @param decisions of a day; changed
   * @param open subjects of the warnings open on that day: of these one speaks if there is one
   */
  void settle(Map<Stratum, Decision> decisions, Collection<Stratum> open) {
    List<Signal> leading =
        decisions.values().stream()
            .filter(each -> each.reason() == Reason.LEADS)
            .map(Decision::signal)
            .sorted(order(open))
            .toList();
    List<Signal> speaking = new ArrayList<>();
    for (Signal signal : leading) {
      Optional<Signal> first =
          speaking.stream().filter(other -> isSameRise(other, signal)).findFirst();
      if (first.isPresent()) {
        decisions.put(
            signal.stratum(),
            new Decision(signal, Reason.EXPLAINED_ELSEWHERE, first.map(Signal::stratum)));
      } else {
        speaking.add(signal);
      }
    }
  }

  private Comparator<Signal> order(Collection<Stratum> open) {
    return Comparator.comparing((Signal each) -> !open.contains(each.stratum()))
        .thenComparing(each -> -each.finding().excess())
        .thenComparing(each -> -lattice.depth(each.stratum()))
        .thenComparing(each -> each.stratum().key());
  }

  /** Whether two signals of a day cross at one place and are alike in size. */
  boolean isSameRise(Signal one, Signal other) {
    return isAtOnePlace(one)
        && isAtOnePlace(other)
        && isCrossing(one.stratum(), other.stratum())
        && MainPart.isAlike(one.finding().excess(), other.finding().excess());
  }

  private boolean isAtOnePlace(Signal signal) {
    String place = signal.stratum().node(Dimension.REGION);
    return signal.places().isEmpty()
        && !place.isEmpty()
        && !lattice.taxonomy(Dimension.REGION).lineage(place).isEmpty();
  }

  /** Whether one is bound to a sector, the other to a hazard, and all else is the same. */
  private static boolean isCrossing(Stratum one, Stratum other) {
    boolean isOneBySector = isBySectorAlone(one) && isByHazardAlone(other);
    boolean isOtherBySector = isByHazardAlone(one) && isBySectorAlone(other);
    return (isOneBySector || isOtherBySector) && bare(one).equals(bare(other));
  }

  private static Stratum bare(Stratum stratum) {
    return stratum.with(Dimension.SECTOR, "").with(Dimension.HAZARD, "");
  }

  private static boolean isBySectorAlone(Stratum stratum) {
    return !stratum.node(Dimension.SECTOR).isEmpty() && stratum.node(Dimension.HAZARD).isEmpty();
  }

  private static boolean isByHazardAlone(Stratum stratum) {
    return stratum.node(Dimension.SECTOR).isEmpty() && !stratum.node(Dimension.HAZARD).isEmpty();
  }
}
