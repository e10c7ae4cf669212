package io.zhijing.detection.assess;

import io.zhijing.detection.assess.Decision.Reason;
import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.model.Finding;
import io.zhijing.detection.model.Lattice;
import io.zhijing.detection.model.RiskLevel;
import io.zhijing.detection.model.Signal;
import io.zhijing.detection.model.Signal.Around;
import io.zhijing.detection.model.Signal.Kind;
import io.zhijing.detection.model.Stratum;
import io.zhijing.detection.rules.RuleSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Turns the signals of one day into assessments. The same reports raise many strata at once; this
 * decides which one is warned of. The most specific stratum that explains a rise leads; a parent
 * that is back to normal without it is inhibited by it, and so is a neighbour whose only common
 * cause with it is explained by it. Open warnings are carried on rather than raised anew. Pure: the
 * same signals and open subjects give the same decisions in the same order.
 */
public final class Assessor {
  private final Explanation explanation;
  private final Lattice lattice;
  private final RuleSet rules;
  private final Spread spread;
  private final Crossings crossings;

  /** An assessor of strata of the lattice under the rules. */
  public Assessor(Lattice lattice, RuleSet rules) {
    this.lattice = lattice;
    this.rules = rules;
    this.explanation = new Explanation(lattice);
    this.spread = new Spread(lattice, rules.spread());
    this.crossings = new Crossings(lattice);
  }

  /**
   * A day's judgement.
   *
   * @param assessments one per subject with evidence, by subject key
   * @param decisions one per signal, by stratum key
   */
  public record Outcome(List<Assessment> assessments, List<Decision> decisions) {}

  /**
   * Judges one day.
   *
   * @param day the day, epoch day
   * @param signals all signals of the day, in any order; of a stratum at most one of the whole, one
   *     of a cluster in it and one of several streams
   * @param open subjects of the warnings open on that day
   */
  public Outcome assess(int day, Collection<Signal> signals, Collection<Stratum> open) {
    Map<Stratum, Signal> strongest = new HashMap<>();
    signals.forEach(signal -> strongest.merge(signal.stratum(), signal, Assessor::leading));
    List<Signal> ordered = new ArrayList<>(strongest.values());
    ordered.sort(Comparator.comparing(signal -> signal.stratum().key()));
    Map<Stratum, Decision> decisions = explanation.decide(ordered, open);
    Map<Stratum, Signal> leading = new LinkedHashMap<>();
    for (Signal signal : ordered) {
      if (decisions.get(signal.stratum()).reason() == Reason.LEADS) {
        settle(signal, signals, open, new Settled(decisions, leading));
      }
    }
    Map<Stratum, List<Stratum>> explained = new HashMap<>();
    decisions.forEach(
        (stratum, decision) ->
            decision
                .by()
                .ifPresent(
                    by -> explained.computeIfAbsent(by, first -> new ArrayList<>()).add(stratum)));
    Judged judged = new Judged(day, signals, decisions.values(), explained);
    List<Assessment> assessments = new ArrayList<>();
    leading.forEach((subject, evidence) -> assessments.add(assessment(subject, evidence, judged)));
    assessments.sort(Comparator.comparing(assessment -> assessment.subject().key()));
    List<Decision> all = new ArrayList<>(decisions.values());
    signals.stream()
        .filter(signal -> !signal.equals(strongest.get(signal.stratum())))
        .map(each -> new Decision(each, Reason.WEAKER_OF_TWO, Optional.of(each.stratum())))
        .sorted(Comparator.comparing(each -> each.signal().stratum().key()))
        .forEach(all::add);
    return new Outcome(assessments, all);
  }

  /**
   * Of a whole stratum, a cluster in it and several streams the strongest; where they are equal,
   * the first in this order.
   */
  private static Signal leading(Signal one, Signal other) {
    return Comparator.comparingDouble((Signal each) -> -each.finding().score())
                .thenComparing(each -> !each.around().equals(Around.NOTHING))
                .thenComparing(each -> each.around().mark())
                .compare(one, other)
            <= 0
        ? one
        : other;
  }

  private record Settled(Map<Stratum, Decision> decisions, Map<Stratum, Signal> leading) {}

  /** Gives a leading signal to an open warning over the same reports, or lets it lead its own. */
  private void settle(
      Signal signal, Collection<Signal> signals, Collection<Stratum> open, Settled settled) {
    Map<Stratum, Decision> decisions = settled.decisions();
    Map<Stratum, Signal> leading = settled.leading();
    Optional<Stratum> carried =
        open.stream()
            .filter(subject -> isCarriedOnBy(subject, signal, decisions))
            .min(
                Comparator.comparing((Stratum subject) -> !subject.equals(signal.stratum()))
                    .thenComparing(subject -> -lattice.depth(subject))
                    .thenComparing(Stratum::key));
    if (carried.isPresent()) {
      if (!carried.get().equals(signal.stratum())) {
        decisions.put(signal.stratum(), new Decision(signal, Reason.SUPPORTS, carried));
      }
      leading.merge(carried.get(), signal, Assessor::stronger);
    } else if (level(signal, signals) == RiskLevel.NONE) {
      decisions.put(
          signal.stratum(), new Decision(signal, Reason.BELOW_LOWEST_LEVEL, Optional.empty()));
    } else {
      leading.merge(signal.stratum(), signal, Assessor::stronger);
    }
  }

  /**
   * Whether a leading signal is the same rise as an open warning's: the same stratum; a part of it
   * in the same sector with the same hazard; a part that explains the warning's subject today; or a
   * part with the same hazard while the subject itself is quiet. By place of finding or of
   * production is the same, and so is what crosses the subject today and is alike in size.
   */
  private boolean isCarriedOnBy(Stratum subject, Signal signal, Map<Stratum, Decision> decisions) {
    return isPartOf(subject, signal, decisions)
        || Twins.of(subject).filter(twin -> isPartOf(twin, signal, decisions)).isPresent()
        || isCrossedBy(subject, signal, decisions);
  }

  private boolean isCrossedBy(Stratum subject, Signal signal, Map<Stratum, Decision> decisions) {
    Decision today = decisions.get(subject);
    return today != null && crossings.isSameRise(today.signal(), signal);
  }

  private boolean isPartOf(Stratum subject, Signal signal, Map<Stratum, Decision> decisions) {
    if (subject.equals(signal.stratum())) {
      return true;
    }
    if (!lattice.contains(subject, signal.stratum())) {
      return false;
    }
    boolean isSameHazard = isSame(Dimension.HAZARD, subject, signal.stratum());
    if (isSameHazard && isSame(Dimension.SECTOR, subject, signal.stratum())) {
      return true;
    }
    Decision today = decisions.get(subject);
    return today == null ? isSameHazard : today.by().filter(signal.stratum()::equals).isPresent();
  }

  private static boolean isSame(Dimension dimension, Stratum one, Stratum other) {
    return !one.node(dimension).isEmpty() && one.node(dimension).equals(other.node(dimension));
  }

  private static Signal stronger(Signal one, Signal other) {
    return one.finding().score() >= other.finding().score() ? one : other;
  }

  /** A day once all its signals are decided on. */
  private record Judged(
      int day,
      Collection<Signal> signals,
      Collection<Decision> decisions,
      Map<Stratum, List<Stratum>> explained) {}

  private Assessment assessment(Stratum subject, Signal evidence, Judged judged) {
    List<Stratum> explained = new ArrayList<>(judged.explained().getOrDefault(subject, List.of()));
    if (!subject.equals(evidence.stratum())) {
      explained.addAll(judged.explained().getOrDefault(evidence.stratum(), List.of()));
      explained.sort(Comparator.comparing(Stratum::key));
    }
    Spread.Found found = spread.of(evidence, judged.decisions());
    return new Assessment(
        subject,
        judged.day(),
        level(evidence, judged.signals()),
        found.scope(),
        evidence,
        explained,
        found.reach());
  }

  private RiskLevel level(Signal signal, Collection<Signal> signals) {
    Finding finding = signal.finding();
    double shift = rules.emphasis().shift(signal.stratum(), lattice);
    RiskLevel level = rules.levelOf(finding.score(), finding.excess(), shift);
    // Where the centre asks for more evidence than usual, being new is not enough.
    boolean isWatchedLess = rules.emphasis().keyShift(signal.stratum(), lattice) > 0;
    return !isWatchedLess && isNewToTheStream(signal, signals) ? level.max(RiskLevel.BLUE) : level;
  }

  /**
   * Whether the hazard was never seen anywhere, not only not here; also where a stronger signal of
   * the same stratum speaks for that.
   */
  private static boolean isNewToTheStream(Signal signal, Collection<Signal> signals) {
    String hazard = signal.stratum().node(Dimension.HAZARD);
    return !hazard.isEmpty()
        && isFirstEver(signal.stratum(), signals)
        && isFirstEver(
            new Stratum(signal.stratum().stream(), Map.of(Dimension.HAZARD, hazard)), signals);
  }

  private static boolean isFirstEver(Stratum stratum, Collection<Signal> signals) {
    return signals.stream()
        .anyMatch(each -> each.kind() == Kind.FIRST_EVER && each.stratum().equals(stratum));
  }
}
