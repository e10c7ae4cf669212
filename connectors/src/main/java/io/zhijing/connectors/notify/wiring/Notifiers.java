package io.zhijing.connectors.notify.wiring;

import io.zhijing.connectors.notify.Notifier;
import io.zhijing.connectors.notify.alertmanager.AlertmanagerNotifier;
import io.zhijing.connectors.notify.cap.CapNotifier;
import io.zhijing.connectors.notify.dingtalk.DingTalkNotifier;
import io.zhijing.connectors.notify.feishu.FeishuNotifier;
import io.zhijing.connectors.notify.settings.AlertmanagerSettings;
import io.zhijing.connectors.notify.settings.CapSettings;
import io.zhijing.connectors.notify.settings.ChannelSettings;
import io.zhijing.connectors.notify.settings.DingTalkSettings;
import io.zhijing.connectors.notify.settings.FeishuSettings;
import io.zhijing.connectors.notify.settings.SmsSettings;
import io.zhijing.connectors.notify.settings.SmtpSettings;
import io.zhijing.connectors.notify.settings.WeComSettings;
import io.zhijing.connectors.notify.settings.WebhookSettings;
import io.zhijing.connectors.notify.sms.SmsNotifier;
import io.zhijing.connectors.notify.smtp.SmtpNotifier;
import io.zhijing.connectors.notify.webhook.WebhookNotifier;
import io.zhijing.connectors.notify.wecom.WeComNotifier;
import java.time.InstantSource;
import java.util.List;

/** Opens channels. */
public final class Notifiers {

  private Notifiers() {}

  /**
   * The notifier of a channel. Nothing is connected before the first notification.
   *
   * @param time what signatures are made for and {@code Retry-After} dates are compared with
   * @throws IllegalArgumentException naming every fault of the settings
   */
  public static Notifier of(ChannelSettings settings, InstantSource time) {
    List<String> faults = settings.faults();
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(
          settings.getClass().getSimpleName() + ": " + String.join("; ", faults));
    }
    // A sealed switch would name them once, but Java 17 has it as a preview only.
    if (settings instanceof SmtpSettings smtp) {
      return new SmtpNotifier(smtp);
    } else if (settings instanceof DingTalkSettings dingTalk) {
      return new DingTalkNotifier(dingTalk, time);
    } else if (settings instanceof WeComSettings weCom) {
      return new WeComNotifier(weCom, time);
    } else if (settings instanceof FeishuSettings feishu) {
      return new FeishuNotifier(feishu, time);
    } else if (settings instanceof WebhookSettings webhook) {
      return new WebhookNotifier(webhook, time);
    } else if (settings instanceof AlertmanagerSettings alertmanager) {
      return new AlertmanagerNotifier(alertmanager, time);
    } else if (settings instanceof SmsSettings sms) {
      return new SmsNotifier(sms, time);
    } else if (settings instanceof CapSettings cap) {
      return new CapNotifier(cap, time);
    }
    throw new IllegalStateException("no notifier for " + settings.getClass().getSimpleName());
  }
}
