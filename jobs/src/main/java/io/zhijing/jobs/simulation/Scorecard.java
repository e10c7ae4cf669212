package io.zhijing.jobs.simulation;

import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.model.Lattice;
import io.zhijing.detection.model.Stratum;
import io.zhijing.detection.model.Taxonomy;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What was warned of held against what was made to happen. A warning is of an incident if it was
 * raised from the incident's first day until a window after its last, in a stream that shows it,
 * and on every dimension at, above or below one of the incident's nodes. A warning of no risk is
 * false, one of a decoy alone is a decoy raised.
 *
 * @param found each risk with its first warning, if any
 * @param decoys each decoy with its first warning, if any
 * @param falseWarnings those of neither
 */
public record Scorecard(List<Found> found, List<Found> decoys, List<Raised> falseWarnings) {
  private static final int WINDOW_DAYS = 28;
  private static final List<Dimension> PLACES = List.of(Dimension.REGION, Dimension.PRODUCER);

  /**
   * A warning.
   *
   * @param id its id
   * @param subject its stratum
   * @param day on which it was raised
   */
  public record Raised(String id, Stratum subject, LocalDate day) {}

  /**
   * An incident and what told of it first.
   *
   * @param incident what happened
   * @param first the earliest warning of it
   * @param warnings how many warnings were of it
   */
  public record Found(Incident incident, Optional<Raised> first, int warnings) {
    /** Days from the incident's first day to the warning; empty if there is none. */
    public Optional<Long> delay() {
      return first.map(raised -> ChronoUnit.DAYS.between(incident.first(), raised.day()));
    }
  }

  /** Copies the lists. */
  public Scorecard {
    found = List.copyOf(found);
    decoys = List.copyOf(decoys);
    falseWarnings = List.copyOf(falseWarnings);
  }

  /** Scores warnings. */
  public static Scorecard of(List<Incident> incidents, List<Raised> warnings, Lattice lattice) {
    List<Incident> risks = incidents.stream().filter(each -> each.effect().isRisk()).toList();
    List<Incident> harmless = incidents.stream().filter(each -> !each.effect().isRisk()).toList();
    List<Raised> others = new ArrayList<>(warnings);
    others.removeIf(each -> risks.stream().anyMatch(risk -> isOf(each, risk, lattice)));
    List<Raised> of = List.copyOf(others);
    others.removeIf(each -> harmless.stream().anyMatch(decoy -> isOf(each, decoy, lattice)));
    return new Scorecard(
        risks.stream().map(each -> found(each, warnings, lattice)).toList(),
        harmless.stream().map(each -> found(each, of, lattice)).toList(),
        others);
  }

  /** How many risks were found. */
  public long risksFound() {
    return found.stream().filter(each -> each.first().isPresent()).count();
  }

  /** How many decoys were warned of. */
  public long decoysRaised() {
    return decoys.stream().filter(each -> each.first().isPresent()).count();
  }

  private static Found found(Incident incident, List<Raised> warnings, Lattice lattice) {
    List<Raised> own =
        warnings.stream()
            .filter(each -> isOf(each, incident, lattice))
            .sorted(Comparator.comparing(Raised::day).thenComparing(Raised::id))
            .toList();
    return new Found(incident, own.stream().findFirst(), own.size());
  }

  private static boolean isOf(Raised raised, Incident incident, Lattice lattice) {
    Stratum subject = raised.subject();
    boolean isThen =
        !raised.day().isBefore(incident.first())
            && !raised.day().isAfter(incident.last().plusDays(WINDOW_DAYS));
    boolean isStream =
        incident.stream().isEmpty() || incident.stream().equals(subject.stream().code());
    List<Relation> relations = new ArrayList<>();
    Taxonomy regions = lattice.taxonomy(Dimension.REGION);
    for (Dimension place : PLACES) {
      relations.add(relation(regions, subject.node(place), incident.where()));
    }
    relations.add(
        relation(
            lattice.taxonomy(Dimension.SECTOR), subject.node(Dimension.SECTOR), incident.what()));
    Taxonomy hazards = lattice.taxonomy(Dimension.HAZARD);
    List<String> hazard =
        incident.hazard().isEmpty()
            ? List.of()
            : List.of(hazards.resolve(incident.hazard()).code());
    relations.add(relation(hazards, subject.node(Dimension.HAZARD), hazard));
    return isThen
        && isStream
        && !relations.contains(Relation.APART)
        && relations.contains(Relation.NAMED);
  }

  /** How a node of a warning stands to those of an incident on one dimension. */
  private enum Relation {
    /** At, above or below one of them. */
    NAMED,
    /** Either of the two is "any". */
    OPEN,
    APART
  }

  private static Relation relation(Taxonomy taxonomy, String node, List<String> others) {
    if (node.isEmpty() || others.isEmpty() || others.contains(taxonomy.tree().root().code())) {
      return Relation.OPEN;
    }
    boolean isNear =
        others.stream()
            .anyMatch(
                other ->
                    taxonomy.lineage(other).contains(node)
                        || taxonomy.lineage(node).contains(other));
    return isNear ? Relation.NAMED : Relation.APART;
  }
}
