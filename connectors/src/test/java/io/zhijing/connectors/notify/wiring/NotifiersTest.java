package io.zhijing.connectors.notify.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zhijing.connectors.notify.Phrase;
import io.zhijing.connectors.notify.Samples;
import io.zhijing.connectors.notify.settings.AlertmanagerSettings;
import io.zhijing.connectors.notify.settings.CapSettings;
import io.zhijing.connectors.notify.settings.ChannelSettings;
import io.zhijing.connectors.notify.settings.DingTalkSettings;
import io.zhijing.connectors.notify.settings.FeishuSettings;
import io.zhijing.connectors.notify.settings.SmsSettings;
import io.zhijing.connectors.notify.settings.SmtpSettings;
import io.zhijing.connectors.notify.settings.TimeLimits;
import io.zhijing.connectors.notify.settings.WeComSettings;
import io.zhijing.connectors.notify.settings.WebhookSettings;
import io.zhijing.connectors.secret.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NotifiersTest {

  private static final TimeLimits LIMITS = TimeLimits.standard();
  private static final URI AT = URI.create("https://x.example/");
  private static final Secret KEY = Secret.of("k");

  @Test
  void everyKindOfSettingsOpensItsChannel() {
    List<ChannelSettings> all =
        List.of(
            new SmtpSettings(
                "mail.example",
                587,
                SmtpSettings.Encryption.STARTTLS,
                "u",
                KEY,
                "q@x.example",
                LIMITS),
            new DingTalkSettings(AT, KEY, Secret.none(), "", LIMITS),
            new WeComSettings(AT, KEY, LIMITS),
            new FeishuSettings(AT, KEY, Secret.none(), "", LIMITS),
            new WebhookSettings(AT, KEY, Secret.none(), AT, LIMITS),
            new AlertmanagerSettings(AT, Secret.none(), Duration.ofDays(90), LIMITS),
            new SmsSettings(
                AT,
                Map.of(),
                new SmsSettings.Form(Map.of("to", "${phone}"), Secret.none()),
                new SmsSettings.Success("/code", "0", "", Set.of()),
                new SmsSettings.Size(1, 0),
                LIMITS),
            new CapSettings(
                new CapSettings.Directory("."),
                new CapSettings.Sender("q@x.example", Phrase.of("质警", "Zhijing")),
                new CapSettings.Public(),
                new CapSettings.ByDelivery(),
                Duration.ofDays(7),
                LIMITS));
    assertThat(all).hasSize(ChannelSettings.class.getPermittedSubclasses().length);
    for (ChannelSettings settings : all) {
      String channel = settings.getClass().getSimpleName().replace("Settings", "Notifier");
      assertThat(Notifiers.of(settings, Samples.CLOCK).getClass().getSimpleName())
          .isEqualTo(channel);
    }
  }

  @Test
  void faultySettingsOpenNothingAndAreAllNamed() {
    assertThatThrownBy(
            () ->
                Notifiers.of(
                    new WeComSettings(URI.create("http://x.example/"), Secret.none(), LIMITS),
                    Samples.CLOCK))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("WeComSettings: endpoint gets a secret and must be https; key is missing");
  }
}
