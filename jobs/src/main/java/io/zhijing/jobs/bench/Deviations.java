package io.zhijing.jobs.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Collects what differs between a result and its reference. */
final class Deviations {
  private final double tolerance;
  private final List<String> disagreements = new ArrayList<>();
  private double largest;
  private int values;
  private String where = "";

  /** Numbers may deviate by the tolerance, relative to the reference or to 1 if that is larger. */
  Deviations(double tolerance) {
    this.tolerance = tolerance;
  }

  void near(String what, double actual, JsonNode expected) {
    values++;
    double value = expected.asDouble();
    double deviation = Math.abs(actual - value) / Math.max(1, Math.abs(value));
    if (!expected.isNumber() || !(deviation <= tolerance)) {
      disagreements.add("%s: %s, expected %s".formatted(what, actual, expected));
    }
    if (deviation > largest) {
      largest = deviation;
      where = what;
    }
  }

  void exact(String what, long actual, long expected) {
    check("%s: %d, expected %d".formatted(what, actual, expected), actual == expected);
  }

  void check(String what, boolean holds) {
    values++;
    if (!holds) {
      disagreements.add(what);
    }
  }

  SpatialComparison comparison(String id) {
    return new SpatialComparison(
        id, disagreements.isEmpty(), values, largest, where, List.copyOf(disagreements));
  }
}
