package io.zhijing.detection.rules;

import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.model.Lattice;
import io.zhijing.detection.model.ReportStream;
import io.zhijing.detection.model.Stratum;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which department leads a case and which ones help (plan, 四（六）5). The sector decides, since
 * departments are divided by it; then the hazard, then the stream that the case came by, then the
 * fallback. A department that has a hazard for its task helps where it does not lead.
 *
 * @param routes what leads where, in any order; a more specific node goes before a wider one
 */
public record Routing(List<Route> routes) implements Serializable {

  /** What a route is about. */
  public enum Kind {
    /** A sector and all below it. */
    SECTOR,
    /** A hazard and all below it. */
    HAZARD,
    /** A stream of reports. */
    STREAM,
    /** Everything that nothing else names. */
    ANY
  }

  /**
   * One route.
   *
   * @param kind what it is about
   * @param node code of the node or stream; empty for {@code ANY}
   * @param lead code of the department that leads
   * @param helping codes of departments that help
   */
  public record Route(Kind kind, String node, String lead, List<String> helping)
      implements Serializable {}

  /**
   * Who acts.
   *
   * @param lead code of the department that leads; never empty
   * @param helping codes of those that help, without the lead
   * @param place region code where the case is dealt with: for goods sold online the producer's
   *     (属地查处); empty where the case names no place
   * @param notice region code that is told as well; empty if there is none
   */
  public record Assigned(String lead, List<String> helping, String place, String notice) {}

  /** Copies the list. */
  public Routing {
    routes = List.copyOf(routes);
  }

  /** Everything wrong with it, all at once; empty if it can be used. */
  public List<String> faults() {
    List<String> faults = new ArrayList<>();
    if (find(Kind.ANY, "").isEmpty()) {
      faults.add("no route leads where nothing else does (kind any)");
    }
    for (Route route : routes) {
      if (route.lead().isBlank()) {
        faults.add("the route of " + route.kind() + " '" + route.node() + "' has no lead");
      }
    }
    return faults;
  }

  /**
   * Who acts on a case.
   *
   * @param focus the most specific stratum that explains it
   * @throws IllegalStateException if nothing leads, which {@link #faults} would have said
   */
  public Assigned assign(Stratum focus, Lattice lattice) {
    Optional<Route> bySector = nearest(Kind.SECTOR, Dimension.SECTOR, focus, lattice);
    Optional<Route> byHazard = nearest(Kind.HAZARD, Dimension.HAZARD, focus, lattice);
    Route lead =
        bySector
            .or(() -> byHazard)
            .or(() -> find(Kind.STREAM, focus.stream().code()))
            .or(() -> find(Kind.ANY, ""))
            .orElseThrow(() -> new IllegalStateException("no route leads " + focus));
    Set<String> helping = new LinkedHashSet<>(lead.helping());
    byHazard.ifPresent(
        route -> {
          helping.add(route.lead());
          helping.addAll(route.helping());
        });
    helping.remove(lead.lead());
    String region = focus.node(Dimension.REGION);
    String producer = focus.node(Dimension.PRODUCER);
    boolean isOnline = focus.stream() == ReportStream.ECOMMERCE;
    boolean isProducers = !producer.isEmpty() && (isOnline || region.isEmpty());
    return new Assigned(
        lead.lead(),
        List.copyOf(helping),
        isProducers ? producer : region,
        isProducers ? region : "");
  }

  private Optional<Route> nearest(Kind kind, Dimension dimension, Stratum focus, Lattice lattice) {
    String node = focus.node(dimension);
    if (node.isEmpty()) {
      return Optional.empty();
    }
    for (String each : lattice.taxonomy(dimension).lineage(node)) {
      Optional<Route> route = find(kind, each);
      if (route.isPresent()) {
        return route;
      }
    }
    return Optional.empty();
  }

  private Optional<Route> find(Kind kind, String node) {
    return routes.stream()
        .filter(route -> route.kind() == kind && route.node().equals(node))
        .findFirst();
  }
}
