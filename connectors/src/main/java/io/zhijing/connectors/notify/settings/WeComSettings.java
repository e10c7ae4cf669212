package io.zhijing.connectors.notify.settings;

import io.zhijing.connectors.notify.RateLimit;
import io.zhijing.connectors.secret.Secret;
import java.net.URI;
import java.util.List;

/**
 * A WeCom group's robot. The key is its only secret; there is no sign.
 *
 * @param endpoint the webhook without its {@code key}
 * @param key of the webhook
 * @param limits how long an attempt may take
 */
public record WeComSettings(URI endpoint, Secret key, TimeLimits limits)
    implements ChannelSettings {

  private static final long serialVersionUID = 1L;

  @Override
  public RateLimit rateLimit() {
    return RateLimit.twentyAMinute();
  }

  @Override
  public List<String> faults() {
    return new Faults()
        .encrypted("endpoint", endpoint)
        .when(
            endpoint != null && endpoint.getRawQuery() != null,
            "endpoint holds a query: the key is a setting of its own")
        .secret("key", key)
        .limits(limits)
        .found();
  }
}
