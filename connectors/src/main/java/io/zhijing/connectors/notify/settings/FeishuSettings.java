package io.zhijing.connectors.notify.settings;

import io.zhijing.connectors.notify.RateLimit;
import io.zhijing.connectors.secret.Secret;
import java.net.URI;
import java.util.List;

/**
 * A Feishu or Lark group's custom robot.
 *
 * @param endpoint the webhook without its last part, {@code .../open-apis/bot/v2/hook/}
 * @param token last part of the webhook
 * @param signingSecret of the security setting "sign"; none if another setting is used
 * @param keyword of the security setting "keyword"; empty if another setting is used
 * @param limits how long an attempt may take
 */
public record FeishuSettings(
    URI endpoint, Secret token, Secret signingSecret, String keyword, TimeLimits limits)
    implements ChannelSettings {

  private static final long serialVersionUID = 1L;

  @Override
  public RateLimit rateLimit() {
    return RateLimit.feishu();
  }

  @Override
  public List<String> faults() {
    return new Faults()
        .encrypted("endpoint", endpoint)
        .when(
            endpoint != null
                && (endpoint.getRawQuery() != null || !endpoint.toString().endsWith("/")),
            "endpoint must end with a slash: the token is a setting of its own")
        .secret("token", token)
        .when(
            token.isPresent() && !token.reveal().matches("[A-Za-z0-9_-]+"),
            "token holds more than letters, digits, dash and underscore")
        .optional("signing_secret", signingSecret)
        .limits(limits)
        .found();
  }
}
