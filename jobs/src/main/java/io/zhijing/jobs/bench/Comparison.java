package io.zhijing.jobs.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Values beside their reference: how many, how many too far off, and the farthest. */
final class Comparison {
  /** Relative tolerance of closed forms. */
  static final double CLOSED_FORM = 1e-8;

  /** Relative tolerance of what a regression gave, whose stopping rule is felt. */
  static final double REGRESSION = 1e-4;

  /** Below this, values are compared by their difference: rounding of sums near zero. */
  private static final double FLOOR = 1e-8;

  private static final double TINY = 1e-290;

  private final Set<String> fields = new HashSet<>();
  private final Set<String> reasons = new HashSet<>();
  private int values;
  private int disagreeing;
  private int skipped;
  private Deviation largest;

  /** A number against its reference; NaN and null are no value. */
  void number(Deviation deviation, double tolerance) {
    fields.add(deviation.field());
    values++;
    boolean agrees = deviation.relative() <= tolerance;
    if (!agrees) {
      disagreeing++;
    }
    if (largest == null || deviation.relative() > largest.relative()) {
      largest = deviation;
    }
  }

  /** A number against its reference. */
  void near(String field, int index, double actual, double expected, double tolerance) {
    number(deviation(field, index, new double[] {actual, expected}, FLOOR), tolerance);
  }

  /** A probability against its reference: relative however small it is. */
  void probability(String field, int index, double actual, double expected, double tolerance) {
    number(deviation(field, index, new double[] {actual, expected}, TINY), tolerance);
  }

  /** A number that must be the same. */
  void exact(String field, int index, double actual, double expected) {
    near(field, index, actual, expected, 0);
  }

  /** A flag that must be the same; null is no alarm. */
  void flag(String field, int index, boolean actual, JsonNode expected) {
    boolean reference = expected.isNumber() ? expected.asInt() != 0 : expected.asBoolean();
    exact(field, index, actual ? 1 : 0, reference ? 1 : 0);
  }

  /** A value that sits so near a step that either side of it is right. */
  void skip(String field) {
    fields.add(field);
    skipped++;
  }

  /** Marks a field of this algorithm alone as input, so that it is not missed as a result. */
  void input(String field) {
    fields.add(field);
  }

  /** Notes why there was no verdict somewhere. */
  void reason(String reason) {
    reasons.add(reason);
  }

  private static Deviation deviation(String field, int index, double[] pair, double floor) {
    double actual = pair[0];
    double expected = pair[1];
    double relative;
    if (Double.isNaN(actual) || Double.isNaN(expected)) {
      relative = Double.isNaN(actual) && Double.isNaN(expected) ? 0 : Double.POSITIVE_INFINITY;
    } else {
      relative = Math.abs(actual - expected) / Math.max(Math.abs(expected), floor);
    }
    return new Deviation(field, index, actual, expected, relative);
  }

  /** Whether the field was looked at. */
  boolean covers(String field) {
    return fields.contains(field);
  }

  /** Reasons met. */
  Set<String> reasons() {
    return reasons;
  }

  /** Values compared. */
  int values() {
    return values;
  }

  /** Values too far off. */
  int disagreeing() {
    return disagreeing;
  }

  /** Values left out since they sit on a step. */
  int skipped() {
    return skipped;
  }

  /** The farthest value, if any was compared. */
  Optional<Deviation> largest() {
    return Optional.ofNullable(largest);
  }
}
