package io.zhijing.detection.scan;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Circles around every location (Kulldorff, 1997, Communications in Statistics 26:1481): the
 * location itself, then the next nearest, and so on up to the limit. Wrong where regions are large
 * or oddly shaped, since the circle goes by one point of each; see {@link NeighbourSets}.
 *
 * @param coordinates for each location x and y, or longitude and latitude in degrees
 * @param metric what a distance is
 * @param limit where a circle ends
 */
public record Circles(double[][] coordinates, Metric metric, Limit limit) {

  private static final double ROUNDING = 1e-12;

  /** What a distance is. */
  public enum Metric {
    /** Straight lines over the coordinates as they are. */
    EUCLIDEAN,
    /** Great circles on a sphere; coordinates are longitude and latitude in degrees. */
    GREAT_CIRCLE
  }

  /** Where a circle ends. */
  public sealed interface Limit {}

  /**
   * A circle ends before its share of the population passes the limit; a location that passes it
   * alone is the centre of no circle.
   *
   * @param population of each location, 0 or more
   * @param share of the whole population, in (0, 1]
   */
  public record PopulationShare(double[] population, double share) implements Limit {}

  /**
   * A circle ends with its k-th location, the centre included.
   *
   * @param k at least 1
   */
  public record Nearest(int k) implements Limit {}

  /**
   * Checks the shapes.
   *
   * @throws IllegalArgumentException if a coordinate is not a pair of finite numbers, or a limit
   *     does not fit
   */
  public Circles {
    for (double[] point : coordinates) {
      if (point.length != 2 || !Double.isFinite(point[0]) || !Double.isFinite(point[1])) {
        throw new IllegalArgumentException("no pair of numbers: " + Arrays.toString(point));
      }
    }
    if (limit instanceof PopulationShare population
        && (population.population().length != coordinates.length
            || !(population.share() > 0 && population.share() <= 1))) {
      throw new IllegalArgumentException(
          population.population().length + " populations, share " + population.share());
    }
    if (limit instanceof Nearest nearest && nearest.k() < 1) {
      throw new IllegalArgumentException("k " + nearest.k());
    }
  }

  /**
   * The circles centre by centre, each growing. Two centres may share a set: see {@link
   * Zones#distinct}. Equal distances go by the locations' order.
   */
  public Zones zones() {
    Zones.Builder builder = new Zones.Builder(coordinates.length);
    double[] shares = shares();
    for (int centre = 0; centre < coordinates.length; centre++) {
      grow(builder, byDistance(centre), shares);
    }
    return builder.build();
  }

  /** What each location takes of the limit, which is 1: its population, or one of k places. */
  private double[] shares() {
    double[] shares = new double[coordinates.length];
    if (limit instanceof PopulationShare population) {
      double all = Arrays.stream(population.population()).sum() * population.share();
      Arrays.setAll(shares, i -> population.population()[i] / all);
    } else if (limit instanceof Nearest nearest) {
      Arrays.fill(shares, 1.0 / nearest.k());
    }
    return shares;
  }

  private static void grow(Zones.Builder builder, int[] order, double[] shares) {
    int slot = 0;
    double inside = 0;
    for (int location : order) {
      inside += shares[location];
      if (inside > 1 + ROUNDING) {
        return;
      }
      slot = builder.add(slot, location);
    }
  }

  private int[] byDistance(int centre) {
    double[] distances = new double[coordinates.length];
    for (int i = 0; i < distances.length; i++) {
      distances[i] = distance(coordinates[centre], coordinates[i]);
    }
    return IntStream.range(0, distances.length)
        .boxed()
        .sorted((a, b) -> Double.compare(distances[a], distances[b]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** A number that grows with the distance. */
  private double distance(double[] from, double[] to) {
    if (metric == Metric.EUCLIDEAN) {
      return Math.hypot(to[0] - from[0], to[1] - from[1]);
    }
    double latitude = Math.sin(Math.toRadians(to[1] - from[1]) / 2);
    double longitude = Math.sin(Math.toRadians(to[0] - from[0]) / 2);
    return latitude * latitude
        + Math.cos(Math.toRadians(from[1]))
            * Math.cos(Math.toRadians(to[1]))
            * longitude
            * longitude;
  }
}
