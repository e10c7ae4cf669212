package io.zhijing.detection.rules;

import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.model.Lattice;
import io.zhijing.detection.model.ReportStream;
import io.zhijing.detection.model.Stratum;
import io.zhijing.detection.model.Taxonomy;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the centre looks at more closely or less: key products, key sectors and key regions
 * (重点产品、重点行业、重点地区, plan 四（六）2), and what it has silenced.
 *
 * @param keys lists of what needs less evidence, or more, than the levels say
 * @param silences what nobody is told of for a while
 * @param streams what is added to the scores that levels need, by stream: at one score a stream of
 *     many counts without tests raises more false warnings than one of few failures of tests
 */
public record Emphasis(List<Key> keys, List<Silence> silences, Map<ReportStream, Double> streams)
    implements Serializable {

  /** Copies all. */
  public Emphasis {
    keys = List.copyOf(keys);
    silences = List.copyOf(silences);
    streams = Map.copyOf(streams);
  }

  /** The same for all streams. */
  public Emphasis(List<Key> keys, List<Silence> silences) {
    this(keys, silences, Map.of());
  }

  /** Nothing in particular. */
  public static Emphasis none() {
    return new Emphasis(List.of(), List.of());
  }

  /**
   * A node and all below it that need another score than the levels say. Several that fit add up.
   *
   * @param dimension of the node; a product is a node of the sectors
   * @param node its code
   * @param score what is added to the score that each level needs: below zero for what is key
   * @param reason why it is on the list
   */
  public record Key(Dimension dimension, String node, double score, String reason)
      implements Serializable {
    /** Whether the stratum lies at or below the node: all do below the root. */
    boolean holds(Stratum stratum, Lattice lattice) {
      String own = stratum.node(dimension);
      return isRoot(dimension, node, lattice)
          || (!own.isEmpty() && lattice.taxonomy(dimension).lineage(own).contains(node));
    }
  }

  /**
   * Warnings of which nobody is told until an end; they are raised all the same.
   *
   * @param nodes what they must lie below, by dimension; at least one
   * @param until end, milliseconds since the epoch
   * @param actor who silenced it
   * @param reason why
   */
  public record Silence(Map<Dimension, String> nodes, long until, String actor, String reason)
      implements Serializable {

    /** Copies the map. */
    public Silence {
      nodes = Map.copyOf(nodes);
    }

    boolean holds(Stratum stratum, Lattice lattice) {
      return nodes.entrySet().stream()
          .allMatch(node -> new Key(node.getKey(), node.getValue(), 0, "").holds(stratum, lattice));
    }
  }

  /** No stratum names a root: one that names nothing on the dimension is of all that it holds. */
  private static boolean isRoot(Dimension dimension, String node, Lattice lattice) {
    Taxonomy taxonomy = lattice.taxonomy(dimension);
    return taxonomy != null && taxonomy.tree().root().code().equals(node);
  }

  /** What is added to the scores that levels need for the stratum, by its keys and its stream. */
  public double shift(Stratum stratum, Lattice lattice) {
    return keyShift(stratum, lattice) + streams.getOrDefault(stratum.stream(), 0.0);
  }

  /** What the keys alone add: above zero where the centre asks for more than usual. */
  public double keyShift(Stratum stratum, Lattice lattice) {
    double shift = 0;
    for (Key key : keys) {
      shift += key.holds(stratum, lattice) ? key.score() : 0;
    }
    return shift;
  }

  /** Until when nobody is told of the stratum; 0 if it is not silenced. */
  public long silencedUntil(Stratum stratum, Lattice lattice) {
    long until = 0;
    for (Silence silence : silences) {
      until = silence.holds(stratum, lattice) ? Math.max(until, silence.until()) : until;
    }
    return until;
  }

  /** The lowest sum of shifts that any stratum of a stream may have. */
  double lowestShift(ReportStream stream) {
    return streams.getOrDefault(stream, 0.0)
        + keys.stream().mapToDouble(key -> Math.min(0, key.score())).sum();
  }

  /** Codes that the taxonomies lack, which would hold nothing, and silences of everything. */
  List<String> faultsOfCodes(Lattice lattice) {
    List<String> faults = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      Key key = keys.get(i);
      if (isLacking(key.dimension(), key.node(), lattice)) {
        faults.add(lacking("keys[" + i + "]", key.dimension(), key.node()));
      }
    }
    for (int i = 0; i < silences.size(); i++) {
      String entry = "silences[" + i + "]";
      Map<Dimension, String> nodes = new TreeMap<>(silences.get(i).nodes());
      nodes.forEach(
          (dimension, node) -> {
            if (isLacking(dimension, node, lattice)) {
              faults.add(lacking(entry, dimension, node));
            }
          });
      boolean isOfAll =
          nodes.entrySet().stream()
              .allMatch(each -> isRoot(each.getKey(), each.getValue(), lattice));
      if (isOfAll && !nodes.isEmpty()) {
        faults.add(entry + " would silence everything: name a node below the root");
      }
    }
    return faults;
  }

  private static boolean isLacking(Dimension dimension, String node, Lattice lattice) {
    Taxonomy taxonomy = lattice.taxonomy(dimension);
    return !node.isBlank() && (taxonomy == null || !taxonomy.contains(node));
  }

  private static String lacking(String entry, Dimension dimension, String node) {
    return entry + " names the " + dimension.code() + " " + node + ", which the pack does not have";
  }

  List<String> faults() {
    List<String> faults = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      Key key = keys.get(i);
      if (key.node().isBlank()) {
        faults.add("keys[" + i + "] names no node");
      }
      if (!Double.isFinite(key.score())) {
        faults.add("keys[" + i + "].score must be a number");
      }
      if (key.reason().isBlank()) {
        faults.add("keys[" + i + "].reason is missing");
      }
    }
    streams.forEach(
        (stream, score) -> {
          if (!Double.isFinite(score)) {
            faults.add("streams." + stream.code() + " must be a number");
          }
        });
    for (int i = 0; i < silences.size(); i++) {
      Silence silence = silences.get(i);
      if (silence.nodes().isEmpty()) {
        faults.add("silences[" + i + "] would silence everything: name a node");
      }
      if (silence.until() <= 0) {
        faults.add("silences[" + i + "].until is missing: a silence has an end");
      }
      if (silence.actor().isBlank() || silence.reason().isBlank()) {
        faults.add("silences[" + i + "] must say who (actor) and why (reason)");
      }
    }
    return faults;
  }
}
