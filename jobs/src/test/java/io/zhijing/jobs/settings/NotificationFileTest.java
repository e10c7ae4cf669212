package io.zhijing.jobs.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.zhijing.connectors.notify.RetryPolicy;
import io.zhijing.connectors.notify.settings.CapSettings;
import io.zhijing.connectors.notify.settings.ChannelSettings;
import io.zhijing.connectors.wire.yaml.SettingsFaults;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotificationFileTest {
  private static final Path SAMPLE = Path.of("..", "docs", "notification.sample.yaml");
  private static final Map<String, String> SECRETS =
      Map.of(
          "ZHIJING_MAIL_PASSWORD", "hush-one",
          "ZHIJING_WEBHOOK_KEY", "hush-two",
          "ZHIJING_DINGTALK_TOKEN", "hush-three",
          "ZHIJING_DINGTALK_SECRET", "hush-four");

  @TempDir private Path folder;

  @Test
  void theSampleLoadsWithTheDefaultsThatItStatesAndPrintsNoSecret() throws Exception {
    NotificationSettings settings = new NotificationFile(SECRETS).read(SAMPLE);
    assertThat(settings.telling().channels()).containsOnlyKeys("mail", "duty-room", "group");
    assertThat(settings.telling().retry()).isEqualTo(RetryPolicy.standard());
    assertThat(settings.telling().limits()).isEqualTo(NotificationSettings.Limits.standard());
    assertThat(settings.telling().zone().getId()).isEqualTo("Asia/Shanghai");
    assertThat(settings.codes().departments()).contains("food_regulator");
    assertThat(settings.toString()).doesNotContain("hush");
  }

  @Test
  void allFaultsAreReportedAtOnce() throws Exception {
    Path file = folder.resolve("bad.yaml");
    Files.writeString(
        file,
        """
        zone: Mars/Olympus
        elasticsearch: {hosts: []}
        link_base: "ftp://x"
        digest_size: 0
        surprise: 1
        retry: {attempts: 0}
        channels:
          mail: {type: smtp, host: h, encryption: rot13, from: nobody, exchange_seconds: 900}
          pigeon: {type: pigeon}
          hook: {type: webhook, signing_key: "env:NOT_THERE", colour: red}
        """);
    SettingsFaults faults =
        catchThrowableOfType(SettingsFaults.class, () -> new NotificationFile(Map.of()).read(file));
    assertThat(String.join("\n", faults.faults()))
        .contains(
            "zone must be",
            "kafka.bootstrap_servers is missing",
            "elasticsearch",
            "link_base must be",
            "digest_size must be",
            "surprise is not known",
            "retry.first_seconds",
            "channels.mail.encryption is missing",
            "channels.mail.from must be",
            "channels.mail.limits.exchange exceeds five minutes",
            "channels.pigeon.type must be one of",
            "channels.hook.endpoint is missing",
            "channels.hook.signing_key: the environment variable NOT_THERE is not set",
            "channels.hook.colour is not known");
  }

  @Test
  void whoMayReadADocumentIsWrittenOnce() throws Exception {
    assertThat(audience("public: true")).isEqualTo(new CapSettings.Public());
    assertThat(audience("restricted: offices, public: false"))
        .isEqualTo(new CapSettings.Restricted("offices"));
    assertThat(audience("private: [a@b.example]"))
        .isEqualTo(new CapSettings.Private(List.of("a@b.example")));
    for (String wrong :
        List.of(
            "validity_days: 7",
            "public: false",
            "restricted: offices, private: [a@b.example]",
            "restricted: offices, public: true",
            "private: [a@b.example], public: true")) {
      SettingsFaults faults = catchThrowableOfType(SettingsFaults.class, () -> audience(wrong));
      assertThat(faults.faults())
          .as(wrong)
          .containsExactly(
              "channels.cap.audience: write one of public: true, restricted or private, and only"
                  + " one");
    }
  }

  private CapSettings.Audience audience(String keys) throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("cap.yaml"),
            """
            kafka: {bootstrap_servers: "localhost:1"}
            elasticsearch: {hosts: ["http://localhost:1"]}
            channels:
              cap: {type: cap, directory: "x", sender: "a@b", sender_zh: 某, sender_en: x, %s}
            """
                .formatted(keys));
    ChannelSettings cap = new NotificationFile(Map.of()).read(file).telling().channels().get("cap");
    return ((CapSettings) cap).audience();
  }

  @Test
  void everyTypeOfChannelCanBeRead() throws Exception {
    Path file = folder.resolve("channels.yaml");
    Path key = Files.writeString(folder.resolve("key"), "from a file\n");
    Files.writeString(
        file,
        """
        kafka: {bootstrap_servers: "localhost:1"}
        elasticsearch: {hosts: ["http://localhost:1"]}
        retry: {first_seconds: 0.5}
        channels:
          wecom: {type: wecom, endpoint: "https://h/cgi-bin/webhook/send", key: "file:%s"}
          feishu: {type: feishu, endpoint: "https://h/hook/", token: t, keyword: k}
          am: {type: alertmanager, base: "http://localhost:9093"}
          cap:
            {type: cap, directory: "%s", sender: "a@b", sender_zh: 某, sender_en: x, public: true}
          sms:
            type: sms
            endpoint: "https://h/sms"
            headers: {X-Key: "file:%s"}
            json: '{"to": "${phone}", "text": "${text}"}'
            success: {pointer: /code, value: "0"}
        """
            .formatted(key, folder, key));
    NotificationSettings settings = new NotificationFile(Map.of()).read(file);
    assertThat(settings.telling().channels()).hasSize(5);
    assertThat(settings.telling().retry().first()).isEqualTo(Duration.ofMillis(500));
    assertThat(settings.toString()).doesNotContain("from a file");
  }
}
