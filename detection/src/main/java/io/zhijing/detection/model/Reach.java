package io.zhijing.detection.model;

import java.util.List;

/**
 * How far the rise of one day goes and what it is made of.
 *
 * @param regions codes of the regions where it stands out, the most specific ones, ascending
 * @param sectors codes of the sectors likewise
 * @param counted the part of the window's observed count that the contributions divide; less than
 *     the observed count where they are incomplete, 0 where they are not known
 * @param contributions by dimension, the greatest first, what is not named last
 */
public record Reach(
    List<String> regions, List<String> sectors, long counted, List<Contribution> contributions) {

  /** Nothing is known of it. */
  public static final Reach UNKNOWN = new Reach(List.of(), List.of(), 0, List.of());

  /** Copies the lists. */
  public Reach {
    regions = List.copyOf(regions);
    sectors = List.copyOf(sectors);
    contributions = List.copyOf(contributions);
  }
}
