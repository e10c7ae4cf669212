package io.zhijing.connectors.notify.webhook;

import io.zhijing.connectors.notify.Address;
import io.zhijing.connectors.notify.Notification;
import io.zhijing.connectors.notify.Notifier;
import io.zhijing.connectors.notify.Outcome;
import io.zhijing.connectors.notify.Outcome.Delivered;
import io.zhijing.connectors.notify.Outcome.RejectReason;
import io.zhijing.connectors.notify.exchange.HttpPost;
import io.zhijing.connectors.notify.exchange.JsonPosts;
import io.zhijing.connectors.notify.settings.WebhookSettings;
import java.time.InstantSource;
import java.util.List;

/**
 * Posts to a receiver of our own or of anybody who understands Alertmanager's payload. Any status
 * of 2xx is success, whatever the body says; a repeat carries the same {@code
 * X-Zhijing-Delivery-Id} and the same {@code deliveryId} in the signed body.
 */
public final class WebhookNotifier implements Notifier {

  private final WebhookSettings settings;
  private final HttpPost http;
  private final InstantSource time;

  /** A receiver; the time is what signatures are made for. */
  public WebhookNotifier(WebhookSettings settings, InstantSource time) {
    this.settings = settings;
    this.http = new HttpPost(settings.limits(), time);
    this.time = time;
  }

  @Override
  public Outcome send(Notification notification) {
    if (!(notification.address() instanceof Address.Receiver receiver)) {
      return new Outcome.Rejected(RejectReason.BAD_ADDRESS, "a webhook serves a receiver");
    }
    HttpPost.Request request =
        JsonPosts.request(
            settings.endpoint(),
            notification.id(),
            WebhookPayload.of(notification, receiver.name(), settings.externalUrl()));
    if (settings.signingKey().isPresent()) {
      long now = time.instant().getEpochSecond();
      String signature = new WebhookSignature(settings.signingKey()).sign(now, request.body());
      request =
          request
              .with(WebhookSignature.TIMESTAMP, Long.toString(now))
              .with(WebhookSignature.SIGNATURE, signature);
    }
    if (settings.authorization().isPresent()) {
      request = request.with("Authorization", settings.authorization().reveal());
    }
    List<String> hidden =
        List.of(settings.signingKey().reveal(), settings.authorization().reveal());
    return http.send(request).outcome(hidden, replied -> new Delivered(notification.id().text()));
  }
}
