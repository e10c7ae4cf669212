package io.zhijing.connectors.notify.settings;

import io.zhijing.connectors.secret.Secret;
import java.net.URI;
import java.util.List;

/**
 * A receiver of Alertmanager's version 4 payload.
 *
 * @param endpoint where to post
 * @param signingKey of the HMAC over timestamp and body; none for no signature
 * @param authorization value of the header {@code Authorization}; none for no such header
 * @param externalUrl where people find this monitor
 * @param limits how long an attempt may take
 */
public record WebhookSettings(
    URI endpoint, Secret signingKey, Secret authorization, URI externalUrl, TimeLimits limits)
    implements ChannelSettings {

  private static final long serialVersionUID = 1L;

  @Override
  public List<String> faults() {
    Faults faults = new Faults();
    if (authorization.isPresent()) {
      faults.encrypted("endpoint", endpoint);
    } else {
      faults.address("endpoint", endpoint);
    }
    return faults
        .optional("signing_key", signingKey)
        .optional("authorization", authorization)
        .address("external_url", externalUrl)
        .limits(limits)
        .found();
  }
}
