package io.zhijing.connectors.notify.settings;

import io.zhijing.connectors.notify.RateLimit;
import java.io.Serializable;
import java.util.List;

/** How to reach one channel. Travels with a job; prints no secret. */
public sealed interface ChannelSettings extends Serializable
    permits SmtpSettings,
        DingTalkSettings,
        WeComSettings,
        FeishuSettings,
        WebhookSettings,
        AlertmanagerSettings,
        SmsSettings,
        CapSettings {

  /** Everything wrong, all at once; empty if the channel can be opened. */
  List<String> faults();

  /** How long an attempt may take. */
  TimeLimits limits();

  /** How often the peer lets us speak. */
  default RateLimit rateLimit() {
    return RateLimit.unlimited();
  }
}
