package io.zhijing.connectors.notify.settings;

import io.zhijing.connectors.secret.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * A Prometheus Alertmanager; its own routes, groups and silences decide who is told.
 *
 * @param base address of the server, without {@code /api/v2}
 * @param authorization value of the header {@code Authorization}; none for an open server
 * @param hold how long an alert fires unless it is told to end; each notification starts it anew
 * @param limits how long an attempt may take
 */
public record AlertmanagerSettings(URI base, Secret authorization, Duration hold, TimeLimits limits)
    implements ChannelSettings {

  private static final long serialVersionUID = 1L;

  /**
   * Ninety days: an Alertmanager ends what is not repeated within minutes, and a warning is not
   * repeated while nothing changes.
   */
  public static final Duration STANDARD_HOLD = Duration.ofDays(90);

  @Override
  public List<String> faults() {
    Faults faults = new Faults();
    if (authorization.isPresent()) {
      faults.encrypted("base", base);
    } else {
      faults.address("base", base);
    }
    return faults
        .when(base != null && base.getRawQuery() != null, "base holds a query")
        .optional("authorization", authorization)
        .when(hold == null || hold.compareTo(Duration.ofHours(1)) < 0, "hold is below one hour")
        .limits(limits)
        .found();
  }
}
