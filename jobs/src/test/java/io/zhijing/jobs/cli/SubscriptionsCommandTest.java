package io.zhijing.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SubscriptionsCommandTest {
  @TempDir private Path folder;
  private Path settings;

  @BeforeEach
  void settings() throws IOException {
    settings = folder.resolve("settings.yaml");
    Files.writeString(
        settings,
        """
        kafka: {bootstrap_servers: "localhost:1"}
        elasticsearch: {hosts: ["http://localhost:1"]}
        channels:
          mail: {type: smtp, host: localhost, encryption: none, from: zhijing@example.org}
        """);
  }

  private String check(Locale locale, int code, String text) throws IOException {
    Path file = folder.resolve("list.yaml");
    Files.writeString(file, text);
    StringWriter out = new StringWriter();
    CommandLine line = new CommandLine(new SubscriptionsCommand(locale));
    line.setOut(new PrintWriter(out, true));
    int exit = line.execute("check", file.toString(), "--settings", settings.toString());
    assertThat(exit).as(out.toString()).isEqualTo(code);
    return out.toString();
  }

  @Test
  void aGoodListIsFineInYamlAndJson() throws IOException {
    assertThat(
            check(
                Locale.ENGLISH,
                0,
                """
                - {subscription_id: a, recipient: desk, channel: mail, address: a@example.org}
                - subscription_id: b
                  recipient: duty room
                  channel: mail
                  address: b@example.org
                  regions: ["150100"]
                """))
        .contains("2 subscriptions, no fault");
    assertThat(
            check(
                Locale.SIMPLIFIED_CHINESE,
                0,
                """
                [{"subscription_id": "a", "recipient": "desk", "channel": "mail",
                  "address": "a@example.org"}]
                """))
        .contains("1 条订阅，无误");
  }

  @Test
  void everyFaultIsNamedWithItsEntryAndNoAddress() throws IOException {
    String said =
        check(
            Locale.ENGLISH,
            1,
            """
            - {subscription_id: a, recipient: r, channel: mail, address: secret-no-mailbox}
            - {subscription_id: a, recipient: r, channel: pigeon, address: b@example.org}
            - {subscription_id: c, channel: mail, regions: [nowhere], digest_hour: 24}
            - 7
            """);
    assertThat(said)
        .contains(
            "4 of 4",
            "#1 a: address bad_address",
            "#2 a: channel unknown_channel",
            "#2 a: subscription_id duplicate",
            "#3 c: recipient missing",
            "#3 c: regions not_in_list",
            "#3 c: digest_hour out_of_range",
            "not_an_object")
        .doesNotContain("secret-no-mailbox");
  }

  @Test
  void whatIsNoListIsRefused() throws IOException {
    assertThat(check(Locale.ENGLISH, 1, "a: [b\n")).contains("is no list of subscriptions");
    assertThat(check(Locale.ENGLISH, 1, "a: b\n")).contains("is no list of subscriptions");
  }
}
