package io.zhijing.connectors.notify.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.connectors.notify.Phrase;
import io.zhijing.connectors.notify.RateLimit;
import io.zhijing.connectors.secret.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChannelSettingsTest {

  private static final TimeLimits LIMITS = TimeLimits.standard();
  private static final Secret UNREADABLE = Secret.resolve("env:NOT_SET", name -> null);

  @Test
  void smtpTellsAllAtOnce() {
    SmtpSettings bad =
        new SmtpSettings(
            "",
            0,
            SmtpSettings.Encryption.NONE,
            "user",
            UNREADABLE,
            "a@b.example\r\nBcc: c",
            new TimeLimits(Duration.ofSeconds(9), Duration.ofSeconds(3)));
    assertThat(bad.faults())
        .containsExactly(
            "host is missing",
            "port must lie between 1 and 65535",
            "an account needs encryption",
            "password is missing",
            "password: the environment variable NOT_SET is not set",
            "from must be one plain address, name@domain",
            "limits.connect exceeds exchange");
  }

  @Test
  void capIsNotPublishedToAnybodyUnlessItIsSaidToWhom() {
    CapSettings unsaid =
        new CapSettings(
            new CapSettings.Directory("."),
            new CapSettings.Sender("q@x.example", Phrase.of("质警", "Zhijing")),
            null,
            new CapSettings.ByDelivery(),
            Duration.ofDays(7),
            LIMITS);
    assertThat(unsaid.faults())
        .containsExactly(
            "audience: write one of public: true, restricted or private, and only one");
  }

  @Test
  void robotsWantTheirTokensInSettingsOfTheirOwnAndEncrypted() {
    URI inClear = URI.create("http://robots.example/send?access_token=t");
    assertThat(new DingTalkSettings(inClear, Secret.none(), UNREADABLE, "", LIMITS).faults())
        .containsExactly(
            "endpoint gets a secret and must be https",
            "endpoint holds a query: the token is a setting of its own",
            "access_token is missing",
            "signing_secret: the environment variable NOT_SET is not set");
    assertThat(new WeComSettings(inClear, Secret.of("k\n"), LIMITS).faults())
        .contains("key holds a control character");
    assertThat(
            new FeishuSettings(
                    URI.create("https://robots.example/hook"),
                    Secret.of("a/../b"),
                    Secret.none(),
                    "",
                    LIMITS)
                .faults())
        .containsExactly(
            "endpoint must end with a slash: the token is a setting of its own",
            "token holds more than letters, digits, dash and underscore");
    assertThat(
            new WeComSettings(URI.create("http://127.0.0.1:9/send"), Secret.of("k"), LIMITS)
                .faults())
        .as("loopback")
        .isEmpty();
  }

  @Test
  void receiversMayBeInClearUntilASecretIsSent() {
    URI inside = URI.create("http://alerts.example:9093");
    assertThat(
            new AlertmanagerSettings(inside, Secret.none(), Duration.ofDays(90), LIMITS).faults())
        .isEmpty();
    assertThat(
            new AlertmanagerSettings(inside, Secret.of("Bearer x"), Duration.ZERO, LIMITS).faults())
        .containsExactly("base gets a secret and must be https", "hold is below one hour");
    assertThat(
            new WebhookSettings(
                    URI.create("ftp://u:p@x.example/#a"),
                    Secret.none(),
                    Secret.none(),
                    null,
                    new TimeLimits(Duration.ZERO, Duration.ofHours(1)))
                .faults())
        .containsExactly(
            "endpoint is not an http(s) address with a host",
            "endpoint: credentials do not belong in an address",
            "endpoint has a fragment",
            "external_url is missing",
            "limits must be positive",
            "limits.exchange exceeds five minutes");
  }

  @Test
  void gatewaysAreCheckedDownToTheirPlaceholders() {
    SmsSettings bad =
        new SmsSettings(
            URI.create("https://sms.example/send"),
            Map.of("X Key", Secret.of("密")),
            new SmsSettings.Json("{\"to\": \"${telephone}\"", Secret.none()),
            new SmsSettings.Success("code", "0", "", Set.of()),
            new SmsSettings.Size(0, 0),
            LIMITS);
    assertThat(bad.faults())
        .containsExactly(
            "headers: 'X Key' is no header's name",
            "headers.X Key must be ASCII",
            "size.max_parts is not 1 to 10",
            "size.reserved leaves no room",
            "success.pointer is no JSON pointer",
            "body is no JSON",
            "body: there is no placeholder ${telephone}",
            "body: ${phone} is missing");
    assertThat(new SmsSettings.Size(1, 4).units()).isEqualTo(66);
    assertThat(new SmsSettings.Size(3, 0).units()).isEqualTo(201);
  }

  @Test
  void capIsCheckedByTheStandard() {
    CapSettings bad =
        new CapSettings(
            new CapSettings.Directory(" "),
            new CapSettings.Sender("a, b", Phrase.none()),
            new CapSettings.Private(List.of()),
            new CapSettings.National("15", "0a0", "0", ""),
            Duration.ofMinutes(1),
            LIMITS);
    assertThat(bad.faults())
        .containsExactly(
            "target.path is missing",
            "sender.id holds a space, comma, < or &",
            "sender.name is missing",
            "validity is below one hour",
            "audience.addresses is missing",
            "identity.region is not 6 digits",
            "identity.body is not 3 characters",
            "identity.unit is not 3 digits",
            "identity.extension is not 2 digits");
  }

  @Test
  void noSettingPrintsASecret() {
    Secret secret = Secret.of("hidden");
    URI uri = URI.create("https://x.example/");
    List<ChannelSettings> all =
        List.of(
            new SmtpSettings(
                "x", 25, SmtpSettings.Encryption.TLS, "u", secret, "a@b.example", LIMITS),
            new DingTalkSettings(uri, secret, secret, "", LIMITS),
            new WeComSettings(uri, secret, LIMITS),
            new FeishuSettings(uri, secret, secret, "", LIMITS),
            new WebhookSettings(uri, secret, secret, uri, LIMITS),
            new AlertmanagerSettings(uri, secret, Duration.ofDays(1), LIMITS),
            new SmsSettings(
                uri,
                Map.of("Key", secret),
                new SmsSettings.Form(Map.of("to", "${phone}"), secret),
                new SmsSettings.Success("/code", "0", "", Set.of()),
                new SmsSettings.Size(1, 0),
                LIMITS),
            new CapSettings(
                new CapSettings.Post(uri, secret),
                new CapSettings.Sender("q@x.example", Phrase.of("质警", "Zhijing")),
                new CapSettings.Public(),
                new CapSettings.ByDelivery(),
                Duration.ofDays(7),
                LIMITS));
    assertThat(all).hasSize(ChannelSettings.class.getPermittedSubclasses().length);
    for (ChannelSettings settings : all) {
      assertThat(settings.toString()).doesNotContain("hidden");
      assertThat(settings.faults()).as(settings.toString()).isEmpty();
    }
    assertThat(all.get(1).rateLimit()).isEqualTo(RateLimit.twentyAMinute());
    assertThat(all.get(3).rateLimit()).isEqualTo(RateLimit.feishu());
    assertThat(all.get(0).rateLimit()).isEqualTo(RateLimit.unlimited());
  }
}
