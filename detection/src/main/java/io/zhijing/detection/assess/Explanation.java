package io.zhijing.detection.assess;

import io.zhijing.detection.assess.Decision.Reason;
import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.model.Finding;
import io.zhijing.detection.model.Lattice;
import io.zhijing.detection.model.Signal;
import io.zhijing.detection.model.Signal.Around;
import io.zhijing.detection.model.Signal.Kind;
import io.zhijing.detection.model.Stratum;
import io.zhijing.detection.stats.NegativeBinomial;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which signals of a day are explained by which. A wider stratum is explained by a narrower one if,
 * with the narrower one's reports taken away, what remains is not unlikely.
 */
final class Explanation {
  /** What remains must be at least this likely to call a rise explained. */
  private static final double REMAINDER_LIKELY = 1e-3;

  /** How much more a rise weighs that a warning is open of. */
  private static final double OPEN_WEIGHS = 2;

  private final Lattice lattice;

  Explanation(Lattice lattice) {
    this.lattice = lattice;
  }

  /**
   * A decision for each signal; {@code LEADS} for those that nothing explains.
   *
   * @param open subjects of the warnings open on that day
   */
  Map<Stratum, Decision> decide(List<Signal> signals, Collection<Stratum> open) {
    Set<Stratum> warned = Set.copyOf(open);
    Nesting nesting = new Nesting(lattice, signals);
    Map<Stratum, Signal> explainedBy = new HashMap<>();
    for (Signal wide : signals) {
      explainer(wide, nesting, warned).ifPresent(narrow -> explainedBy.put(wide.stratum(), narrow));
    }
    Map<Stratum, Decision> decisions = new LinkedHashMap<>();
    for (Signal signal : signals) {
      Signal narrow = explainedBy.get(signal.stratum());
      Decision decision =
          narrow != null
              ? new Decision(signal, Reason.EXPLAINED_BY_CHILD, Optional.of(narrow.stratum()))
              : decideUnexplained(signal, nesting, explainedBy, warned);
      decisions.put(signal.stratum(), decision);
    }
    Twins.settle(decisions, warned);
    new Crossings(lattice).settle(decisions, warned);
    return decisions;
  }

  private Decision decideUnexplained(
      Signal signal, Nesting nesting, Map<Stratum, Signal> explainedBy, Set<Stratum> open) {
    Optional<Signal> main =
        nesting.inside(signal).stream()
            .filter(
                other ->
                    !explainedBy.containsKey(other.stratum()) && MainPart.isMain(other, signal))
            .findFirst();
    Optional<Signal> wider =
        nesting.around(signal).stream()
            .filter(other -> !explainedBy.containsKey(other.stratum()) && isMinor(signal, other))
            .findFirst();
    Optional<Signal> by = nesting.first(main, wider);
    if (by.isPresent()) {
      Reason reason = by.equals(main) ? Reason.EXPLAINED_BY_CHILD : Reason.PART_OF_WIDER_RISE;
      return new Decision(signal, reason, by.map(Signal::stratum));
    }
    for (Signal wide : nesting.around(signal)) {
      Signal narrow = explainedBy.get(wide.stratum());
      if (narrow != null
          && !lattice.comparable(signal.stratum(), narrow.stratum())
          && ranksBefore(narrow, signal, open)) {
        return new Decision(signal, Reason.EXPLAINED_ELSEWHERE, Optional.of(narrow.stratum()));
      }
    }
    return new Decision(signal, Reason.LEADS, Optional.empty());
  }

  private static boolean isMinor(Signal part, Signal whole) {
    return !MainPart.isMain(part, whole) && part.finding().score() <= whole.finding().score();
  }

  /**
   * A strict order, so that two never inhibit one another. A firm that is the main part comes
   * first: by hazard the same failures stand out a little more, since less is expected there. Then
   * what is warned of already, if it is the main part: which of two is a little larger changes from
   * day to day.
   */
  private boolean ranksBefore(Signal narrow, Signal signal, Set<Stratum> open) {
    if (isFirm(narrow) != isFirm(signal)) {
      Signal firm = isFirm(narrow) ? narrow : signal;
      Signal other = isFirm(narrow) ? signal : narrow;
      boolean isMain = MainPart.isMain(firm, other);
      return isFirm(narrow) == isMain;
    }
    return Comparator.comparingDouble((Signal each) -> weight(each, open))
            .thenComparing(each -> lattice.depth(each.stratum()))
            .thenComparing(each -> each.stratum().key())
            .compare(narrow, signal)
        > 0;
  }

  private static double weight(Signal signal, Set<Stratum> open) {
    return signal.finding().excess() * (open.contains(signal.stratum()) ? OPEN_WEIGHS : 1);
  }

  private static boolean isFirm(Signal signal) {
    return !signal.stratum().node(Dimension.ENTERPRISE).isEmpty();
  }

  /**
   * The narrower signal without which the wide one is not unlikely: of several one that is warned
   * of already and holds no other; else the most specific, and of these the first in rank, so that
   * what crosses it is explained by it.
   */
  private Optional<Signal> explainer(Signal wide, Nesting nesting, Set<Stratum> open) {
    List<Signal> able =
        nesting.inside(wide).stream().filter(narrow -> isExplained(wide, narrow)).toList();
    Set<Stratum> strata = able.stream().map(Signal::stratum).collect(Collectors.toSet());
    return able.stream()
        .max(
            Comparator.comparing(
                    (Signal each) ->
                        open.contains(each.stratum())
                            && nesting.inside(each).stream()
                                .noneMatch(inside -> strata.contains(inside.stratum())))
                .thenComparingInt(each -> lattice.depth(each.stratum()))
                .thenComparingDouble(each -> weight(each, open))
                .thenComparingDouble(each -> each.finding().score())
                .thenComparing(each -> each.stratum().key()));
  }

  private static boolean isExplained(Signal wide, Signal narrow) {
    Finding whole = wide.finding();
    Finding part = narrow.finding();
    if (wide.kind() == Kind.FIRST_EVER) {
      return part.observed() >= whole.observed();
    }
    boolean isBoundItsOwn = wide.around().equals(Around.NOTHING);
    if (!isBoundItsOwn || part.windowDays() != whole.windowDays()) {
      // A cluster's bound pays for a search, and several streams stand out below that of one.
      return MainPart.isMain(part.excess(), whole.excess());
    }
    long observed = Math.max(0, whole.observed() - part.observed());
    if (observed > whole.upperBound()) {
      // What remains would be a signal by itself, however far the tail of the whole reaches.
      return false;
    }
    double expected = Math.max(whole.expected() - part.expected(), whole.expected() * 0.05);
    if (!(expected > 0)) {
      return true;
    }
    double variance = expected * Math.max(1, spread(whole));
    double tail = NegativeBinomial.ofMeanAndVariance(expected, variance).upperTail(observed);
    return tail > REMAINDER_LIKELY;
  }

  /** Variance to mean that the upper bound implies, roughly: bounds lie about four sigmas up. */
  private static double spread(Finding finding) {
    double distance = (finding.upperBound() - finding.expected()) / 4;
    return finding.expected() > 0 ? distance * distance / finding.expected() : 1;
  }
}
