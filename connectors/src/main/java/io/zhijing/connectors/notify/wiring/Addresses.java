package io.zhijing.connectors.notify.wiring;

import io.zhijing.connectors.notify.Address;
import io.zhijing.connectors.notify.settings.CapSettings;
import io.zhijing.connectors.notify.settings.ChannelSettings;
import io.zhijing.connectors.notify.settings.DingTalkSettings;
import io.zhijing.connectors.notify.settings.FeishuSettings;
import io.zhijing.connectors.notify.settings.SmsSettings;
import io.zhijing.connectors.notify.settings.SmtpSettings;
import io.zhijing.connectors.notify.settings.WeComSettings;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a subscription calls an address, as an address of its channel. */
public final class Addresses {
  private static final String ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
  private static final String MAILBOX =
      ATOM + "(\\." + ATOM + ")*@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*";
  private static final String PHONE = "\\+?[0-9]{5,15}";
  private static final String ALL = "all";

  private Addresses() {}

  /** The address; empty if it is none of this channel. */
  public static Optional<Address> of(ChannelSettings channel, String text) {
    if (channel instanceof SmtpSettings) {
      return text.matches(MAILBOX) ? Optional.of(new Address.Mailbox(text)) : Optional.empty();
    } else if (channel instanceof SmsSettings) {
      return text.matches(PHONE) ? Optional.of(new Address.Phone(text)) : Optional.empty();
    } else if (isGroup(channel)) {
      return group(text);
    }
    return text.isBlank() ? Optional.empty() : Optional.of(new Address.Receiver(text));
  }

  /** Whether all addresses of the channel are one recipient: the group that its robot is in. */
  public static boolean isGroup(ChannelSettings channel) {
    return channel instanceof DingTalkSettings
        || channel instanceof WeComSettings
        || channel instanceof FeishuSettings;
  }

  /** Whether the channel knows no digests: a document tells of one warning. */
  public static boolean isOneByOne(ChannelSettings channel) {
    return channel instanceof CapSettings;
  }

  private static Optional<Address> group(String text) {
    if (text.isBlank()) {
      return Optional.of(Address.Group.quiet());
    }
    if (text.equals(ALL)) {
      return Optional.of(new Address.Group(List.of(), true));
    }
    List<String> mobiles = Arrays.stream(text.split(",", -1)).map(String::strip).toList();
    return mobiles.stream().allMatch(each -> each.matches(PHONE))
        ? Optional.of(new Address.Group(mobiles, false))
        : Optional.empty();
  }
}
