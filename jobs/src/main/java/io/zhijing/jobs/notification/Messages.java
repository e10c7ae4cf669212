package io.zhijing.jobs.notification;

import io.zhijing.connectors.notify.Address;
import io.zhijing.connectors.notify.DeliveryId;
import io.zhijing.connectors.notify.Language;
import io.zhijing.connectors.notify.Notice;
import io.zhijing.connectors.notify.Notification;
import io.zhijing.connectors.notify.wiring.Addresses;
import io.zhijing.jobs.settings.NotificationSettings.Telling;
import io.zhijing.jobs.state.Dispatch;
import io.zhijing.jobs.state.PendingDelivery;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What is kept of a delivery as the message that is sent: the same at every attempt. */
final class Messages {
  private Messages() {}

  /**
   * The message; empty if the settings have changed since so that its channel knows no such
   * address.
   *
   * @param earlier receipts of earlier messages about the same warning
   */
  static Optional<Notification> of(
      PendingDelivery delivery, Telling telling, List<String> earlier) {
    Dispatch first = delivery.items()[0];
    Optional<Address> address =
        Optional.ofNullable(telling.channels().get(first.channel()))
            .flatMap(channel -> Addresses.of(channel, first.address()));
    List<Notice> notices =
        Arrays.stream(delivery.items())
            .map(item -> new StepFacts(item.step()).notice(telling))
            .toList();
    return address.map(
        to ->
            new Notification(
                new DeliveryId(delivery.id()),
                Instant.ofEpochMilli(delivery.createdAt())
                    .atZone(telling.zone())
                    .toOffsetDateTime(),
                delivery.ordinal(),
                to,
                first.language().equals(Language.EN.code()) ? Language.EN : Language.ZH,
                delivery.isDigest()
                    ? new Notification.Digest(notices, delivery.more())
                    : new Notification.Immediate(notices.get(0)),
                earlier));
  }
}
