package io.zhijing.connectors.notify.settings;

import java.io.Serializable;
import java.time.Duration;

/**
 * How long an attempt may take.
 *
 * @param connect until there is a connection
 * @param exchange for the whole attempt, connection and answer included
 */
public record TimeLimits(Duration connect, Duration exchange) implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Five seconds to connect, twenty in all. */
  public static TimeLimits standard() {
    return new TimeLimits(Duration.ofSeconds(5), Duration.ofSeconds(20));
  }
}
