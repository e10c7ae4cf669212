package io.zhijing.connectors.notify.settings;

import io.zhijing.connectors.notify.RateLimit;
import io.zhijing.connectors.secret.Secret;
import java.net.URI;
import java.util.List;

/**
 * A DingTalk group's custom robot.
 *
 * @param endpoint the webhook without its {@code access_token}
 * @param accessToken of the webhook
 * @param signingSecret of the security setting "sign"; none if another setting is used
 * @param keyword of the security setting "keyword"; empty if another setting is used
 * @param limits how long an attempt may take
 */
public record DingTalkSettings(
    URI endpoint, Secret accessToken, Secret signingSecret, String keyword, TimeLimits limits)
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
            "endpoint holds a query: the token is a setting of its own")
        .secret("access_token", accessToken)
        .optional("signing_secret", signingSecret)
        .limits(limits)
        .found();
  }
}
