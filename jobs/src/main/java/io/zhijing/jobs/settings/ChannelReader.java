package io.zhijing.jobs.settings;

import io.zhijing.connectors.notify.Phrase;
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
import io.zhijing.connectors.wire.yaml.YamlReader;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads one channel of the notification job; its own settings say what is wrong with it. */
final class ChannelReader {
  private static final int DEFAULT_PORT = 587;
  private static final double MILLIS = 1000;

  private final YamlReader section;
  private final Map<String, String> environment;

  /** A reader of the section, whose secrets may come from the environment. */
  ChannelReader(YamlReader section, Map<String, String> environment) {
    this.section = section;
    this.environment = environment;
  }

  /** The channel; empty, with a fault, if its type is not known. */
  Optional<ChannelSettings> read() {
    String type = section.text("type", "");
    TimeLimits limits = limits();
    return switch (type) {
      case "smtp" -> Optional.of(smtp(limits));
      case "webhook" ->
          Optional.of(
              new WebhookSettings(
                  address("endpoint"),
                  secret("signing_key"),
                  secret("authorization"),
                  address("external_url"),
                  limits));
      case "dingtalk" ->
          Optional.of(
              new DingTalkSettings(
                  address("endpoint"),
                  secret("access_token"),
                  secret("signing_secret"),
                  section.text("keyword", ""),
                  limits));
      case "wecom" -> Optional.of(new WeComSettings(address("endpoint"), secret("key"), limits));
      case "feishu" ->
          Optional.of(
              new FeishuSettings(
                  address("endpoint"),
                  secret("token"),
                  secret("signing_secret"),
                  section.text("keyword", ""),
                  limits));
      case "alertmanager" ->
          Optional.of(
              new AlertmanagerSettings(
                  address("base"),
                  secret("authorization"),
                  Duration.ofDays(
                      section.integer(
                          "hold_days", (int) AlertmanagerSettings.STANDARD_HOLD.toDays())),
                  limits));
      case "sms" -> Optional.of(sms(limits));
      case "cap" -> Optional.of(cap(limits));
      default -> {
        section.fault(
            "type",
            "must be one of smtp, webhook, dingtalk, wecom, feishu, alertmanager, sms, cap");
        section.all();
        yield Optional.empty();
      }
    };
  }

  private TimeLimits limits() {
    TimeLimits standard = TimeLimits.standard();
    return new TimeLimits(
        seconds(section, "connect_seconds", standard.connect()),
        seconds(section, "exchange_seconds", standard.exchange()));
  }

  /** A duration in seconds, fractions allowed. */
  static Duration seconds(YamlReader section, String key, Duration fallback) {
    return Duration.ofMillis(Math.round(MILLIS * section.real(key, fallback.toMillis() / MILLIS)));
  }

  private Secret secret(String key) {
    return Secret.resolve(section.text(key, ""), environment::get);
  }

  /** The address; null if it is missing or none, which the settings themselves call a fault. */
  private URI address(String key) {
    String text = section.text(key, "");
    try {
      return text.isEmpty() ? null : URI.create(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private SmtpSettings smtp(TimeLimits limits) {
    String encryption = section.text("encryption", "starttls").toUpperCase(Locale.ROOT);
    SmtpSettings.Encryption known = null;
    for (SmtpSettings.Encryption each : SmtpSettings.Encryption.values()) {
      known = each.name().equals(encryption) ? each : known;
    }
    return new SmtpSettings(
        section.text("host", ""),
        section.integer("port", DEFAULT_PORT),
        known,
        section.text("user", ""),
        secret("password"),
        section.text("from", ""),
        limits);
  }

  private SmsSettings sms(TimeLimits limits) {
    Map<String, Secret> headers = new LinkedHashMap<>();
    section
        .part("headers")
        .all()
        .forEach((name, value) -> headers.put(name, Secret.resolve(value, environment::get)));
    String json = section.text("json", "");
    Map<String, String> form = section.part("form").all();
    Secret secret = secret("secret");
    YamlReader success = section.part("success");
    return new SmsSettings(
        address("endpoint"),
        headers,
        json.isEmpty() ? new SmsSettings.Form(form, secret) : new SmsSettings.Json(json, secret),
        new SmsSettings.Success(
            success.text("pointer", ""),
            success.text("value", ""),
            success.text("receipt_pointer", ""),
            Set.copyOf(success.texts("busy", List.of()))),
        new SmsSettings.Size(section.integer("max_parts", 3), section.integer("reserved", 0)),
        limits);
  }

  private CapSettings cap(TimeLimits limits) {
    String directory = section.text("directory", "");
    YamlReader national = section.part("national");
    return new CapSettings(
        directory.isEmpty()
            ? new CapSettings.Post(address("endpoint"), secret("authorization"))
            : new CapSettings.Directory(directory),
        new CapSettings.Sender(
            section.text("sender", ""),
            Phrase.of(section.text("sender_zh", ""), section.text("sender_en", ""))),
        audience(),
        national.has("region")
            ? new CapSettings.National(
                national.text("region", ""),
                national.text("body", ""),
                national.text("unit", "000"),
                national.text("extension", "00"))
            : new CapSettings.ByDelivery(),
        Duration.ofDays(section.integer("validity_days", 7)),
        limits);
  }

  /** Who may read is written, never guessed: null, which is a fault, if it is not said once. */
  private CapSettings.Audience audience() {
    boolean isPublic = section.flag("public", false);
    String restriction = section.text("restricted", "");
    boolean isListed = section.has("private");
    List<String> recipients = section.texts("private", List.of());
    List<CapSettings.Audience> said = new ArrayList<>();
    if (isPublic) {
      said.add(new CapSettings.Public());
    }
    if (!restriction.isEmpty()) {
      said.add(new CapSettings.Restricted(restriction));
    }
    if (isListed) {
      said.add(new CapSettings.Private(recipients));
    }
    return said.size() == 1 ? said.get(0) : null;
  }
}
