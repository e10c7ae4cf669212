package walls.planted.detection.model;

import java.time.Instant;

/** Breaks: no clock and no chance below the wiring. */
public final class ReadsClock {
  private ReadsClock() {}

  /** The wall clock. */
  public static Instant now() {
    return Instant.now();
  }
}
