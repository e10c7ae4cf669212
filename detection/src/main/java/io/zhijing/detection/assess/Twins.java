package io.zhijing.detection.assess;

import io.zhijing.detection.assess.Decision.Reason;
import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.model.Signal;
import io.zhijing.detection.model.Stratum;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/**
 * What is made and found in one place is counted by both: a rise there raises two strata that hold
 * the same reports and of which neither holds the other. They are twins, and one warning is enough.
 */
final class Twins {
  private Twins() {}

  /** The same by place of production instead of finding, or the other way round. */
  static Optional<Stratum> of(Stratum stratum) {
    String region = stratum.node(Dimension.REGION);
    String producer = stratum.node(Dimension.PRODUCER);
    return region.isEmpty() == producer.isEmpty()
        ? Optional.empty()
        : Optional.of(stratum.with(Dimension.REGION, producer).with(Dimension.PRODUCER, region));
  }

  /**
   * Lets one of two twins that lead speak for both: one with an open warning, else the stronger,
   * else that by place of finding.
   *
   * @param decisions of a day; changed
   * @param open subjects of the warnings open on that day
   */
  static void settle(Map<Stratum, Decision> decisions, Collection<Stratum> open) {
    for (Decision decision : decisions.values().stream().toList()) {
      Signal signal = decision.signal();
      Optional<Decision> twin =
          of(signal.stratum())
              .map(decisions::get)
              .filter(other -> decision.reason() == Reason.LEADS && other.reason() == Reason.LEADS)
              .filter(other -> isSameRise(signal, other.signal()));
      if (twin.isPresent() && order(open).compare(signal, twin.get().signal()) > 0) {
        decisions.put(
            signal.stratum(),
            new Decision(signal, Reason.SAME_PLACE, twin.map(each -> each.signal().stratum())));
      }
    }
  }

  private static boolean isSameRise(Signal one, Signal other) {
    return MainPart.isAlike(one.finding().excess(), other.finding().excess());
  }

  private static Comparator<Signal> order(Collection<Stratum> open) {
    return Comparator.comparing((Signal each) -> !open.contains(each.stratum()))
        .thenComparing(each -> -each.finding().score())
        .thenComparing(each -> each.stratum().node(Dimension.REGION).isEmpty());
  }
}
