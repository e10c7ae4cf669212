package io.zhijing.dashboards.console.query;

import java.util.Objects;
import java.util.OptionalLong;

/**
 * How many, or that it is not told: a small count of complaints in a narrow cell can tell a firm
 * who complained. Made by this package alone, so that none is shown unmasked by mistake.
 */
public final class Count {
  private final long value;
  private final String mask;

  private Count(long value, String mask) {
    this.value = value;
    this.mask = mask;
  }

  static Count of(long value) {
    return new Count(value, "");
  }

  /** At least one, but fewer than. */
  static Count below(int threshold) {
    return new Count(0, "<" + threshold);
  }

  /** Not told because another count could be worked out from it. */
  static Count atLeast(int threshold) {
    return new Count(0, "≥" + threshold);
  }

  /** The number; empty if it is not told. */
  public OptionalLong value() {
    return isMasked() ? OptionalLong.empty() : OptionalLong.of(value);
  }

  /** Whether it is not told. */
  public boolean isMasked() {
    return !mask.isEmpty();
  }

  /** The number, or what is told instead, such as {@code <3}. */
  public String text() {
    return isMasked() ? mask : Long.toString(value);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Count that && value == that.value && mask.equals(that.mask);
  }

  @Override
  public int hashCode() {
    return Objects.hash(value, mask);
  }

  @Override
  public String toString() {
    return text();
  }
}
