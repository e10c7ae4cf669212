package io.zhijing.connectors.notify.sms;

import com.fasterxml.jackson.databind.JsonNode;
import io.zhijing.connectors.notify.Address;
import io.zhijing.connectors.notify.Notification;
import io.zhijing.connectors.notify.Notifier;
import io.zhijing.connectors.notify.Outcome;
import io.zhijing.connectors.notify.Outcome.Delivered;
import io.zhijing.connectors.notify.Outcome.RejectReason;
import io.zhijing.connectors.notify.Outcome.Rejected;
import io.zhijing.connectors.notify.Outcome.RetryReason;
import io.zhijing.connectors.notify.exchange.Answer;
import io.zhijing.connectors.notify.exchange.Detail;
import io.zhijing.connectors.notify.exchange.HttpPost;
import io.zhijing.connectors.notify.settings.SmsSettings;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Sends short texts through a gateway that is described by its settings. Delivered means that the
 * gateway took it; whether the telephone got it, no gateway says in its answer. A gateway that
 * knows idempotency gets the delivery id by placeholder.
 */
public final class SmsNotifier implements Notifier {

  private final SmsSettings settings;
  private final HttpPost http;

  /** A gateway. */
  public SmsNotifier(SmsSettings settings, InstantSource time) {
    this.settings = settings;
    this.http = new HttpPost(settings.limits(), time);
  }

  @Override
  public Outcome send(Notification notification) {
    if (!(notification.address() instanceof Address.Phone phone)
        || !phone.number().matches("\\+?[0-9]{5,15}")) {
      return new Rejected(RejectReason.BAD_ADDRESS, "not a telephone number");
    }
    if (notification.isSimulated() && !SmsRequest.tells(settings.body())) {
      return new Rejected(
          RejectReason.NOT_CARRIED, "the template cannot say that data are simulated");
    }
    List<String> hidden = new ArrayList<>(List.of(phone.number()));
    hidden.add(settings.body().secret().reveal());
    settings.headers().values().forEach(each -> hidden.add(each.reveal()));
    return http.send(SmsRequest.of(settings, notification, phone.number()))
        .outcome(hidden, replied -> judge(replied, notification, hidden));
  }

  @Override
  public int named(Notification notification) {
    boolean isDigest = notification.content() instanceof Notification.Digest;
    return isDigest && !SmsRequest.tellsFirst(settings, notification) ? 0 : 1;
  }

  private Outcome judge(Answer.Replied replied, Notification notification, List<String> hidden) {
    SmsSettings.Success success = settings.success();
    JsonNode told = replied.json().map(json -> json.at(success.pointer())).orElse(null);
    if (told == null || !told.isValueNode()) {
      return replied.retryable(
          RetryReason.GARBLED_ANSWER, "the answer has nothing at " + success.pointer());
    }
    if (told.asText().equals(success.value())) {
      String receipt =
          success.receiptPointer().isEmpty()
              ? ""
              : replied.json().orElseThrow().at(success.receiptPointer()).asText("");
      return new Delivered(
          receipt.isEmpty() ? notification.id().text() : Detail.of(receipt, hidden));
    }
    String detail = Detail.of(replied.json().orElseThrow().toString(), hidden);
    return success.busy().contains(told.asText())
        ? replied.retryable(RetryReason.PEER_UNAVAILABLE, detail)
        : new Rejected(RejectReason.REFUSED, detail);
  }
}
