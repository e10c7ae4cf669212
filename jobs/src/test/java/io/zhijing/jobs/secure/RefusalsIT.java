package io.zhijing.jobs.secure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zhijing.connectors.entry.Entry;
import io.zhijing.connectors.kafka.KafkaDoor;
import io.zhijing.connectors.kafka.KafkaSecurity;
import io.zhijing.connectors.kafka.KafkaSettings;
import io.zhijing.connectors.secret.Secret;
import io.zhijing.jobs.cli.ConsoleCommand;
import io.zhijing.jobs.cli.NotifyCommand;
import io.zhijing.jobs.cli.RunCommand;
import io.zhijing.jobs.submit.MonitoringMain;
import io.zhijing.jobs.submit.RefusedException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * Who comes by the wrong way or with the wrong words is refused at once, and told which setting is
 * wrong.
 */
@ExtendWith(SecureServers.Shared.class)
class RefusalsIT {
  private static final int FAULTY = 2;

  @TempDir private static Path folder;
  private static SecureServers servers;

  @BeforeAll
  static void start() {
    servers = SecureServers.shared();
  }

  /** What a program prints and exits with; it must not wait for what refuses it. */
  private static String refusalOf(CommandLine program, Path settings) {
    StringWriter printed = new StringWriter();
    int code =
        program
            .setOut(new PrintWriter(printed))
            .execute(
                "--settings",
                settings.toString(),
                "--checkpoints",
                folder.resolve("never").toString());
    assertThat(code).as(printed.toString()).isEqualTo(FAULTY);
    return printed.toString();
  }

  private static CommandLine run() {
    return new CommandLine(new RunCommand(Locale.ENGLISH));
  }

  private static Path wrong(String name) throws Exception {
    return Files.writeString(folder.resolve(name), "not the password");
  }

  @Test
  @Timeout(60)
  void plainConnectionsAreRefusedAndTheSettingIsNamed() throws Exception {
    String printed =
        refusalOf(
            run(),
            servers.settings(
                "monitoring",
                "    protocol: SASL_SSL\n    user: monitoring\n",
                "",
                "    password_file: "
                    + servers.secretFile("kafka_monitoring")
                    + "\n    ca_file: "
                    + servers.authority()
                    + "\n",
                "    protocol: PLAINTEXT\n",
                "https://",
                "http://",
                "  ca_file: " + servers.authority() + "\n",
                ""));
    assertThat(printed)
        .contains("kafka.security.protocol: Kafka at " + servers.bootstrapServers())
        .contains("wants TLS, and the settings say none")
        .contains("elasticsearch.hosts: Elasticsearch at [http://");
  }

  @Test
  @Timeout(60)
  void aBrokerThatWantsAUserIsNoBrokerToWaitFor() throws Exception {
    KafkaSettings kafka = servers.kafka("monitoring");
    KafkaSecurity nobody =
        new KafkaSecurity(
            KafkaSecurity.Protocol.SSL,
            KafkaSecurity.Mechanism.SCRAM_SHA_512,
            "",
            Secret.none(),
            kafka.security().authorities());
    assertThat(
            KafkaDoor.knock(
                new KafkaSettings(kafka.bootstrapServers(), "zhijing", Map.of(), nobody),
                Duration.ofSeconds(5)))
        .isEqualTo(Entry.NEEDS_USER);
    assertThat(
            KafkaDoor.knock(
                new KafkaSettings("127.0.0.1:1", "zhijing", Map.of(), kafka.security()),
                Duration.ofSeconds(1)))
        .as("one that is not there may yet come")
        .isEqualTo(Entry.AWAY);
  }

  @Test
  @Timeout(60)
  void wrongPasswordsAreRefusedAndTheSettingIsNamed() throws Exception {
    String printed =
        refusalOf(
            run(),
            servers.settings(
                "monitoring",
                servers.secretFile("kafka_monitoring").toString(),
                wrong("kafka_wrong").toString(),
                servers.secretFile("elasticsearch_monitoring").toString(),
                wrong("elasticsearch_wrong").toString()));
    assertThat(printed)
        .contains("kafka.security.user and .password_file: Kafka at")
        .contains("elasticsearch.user and .password_file, or .api_key_file: Elasticsearch at")
        .contains("refuses the user, password or key")
        .doesNotContain("not the password");
    assertThat(
            refusalOf(
                new CommandLine(new NotifyCommand(Locale.ENGLISH)),
                servers.settings(
                    "notification",
                    servers.secretFile("kafka_notification").toString(),
                    wrong("kafka_wrong").toString())))
        .contains("kafka.security.user and .password_file: Kafka at")
        .doesNotContain("elasticsearch.user");
    Path users = Files.writeString(folder.resolve("nobody"), "users: []");
    StringWriter said = new StringWriter();
    int code =
        new CommandLine(new ConsoleCommand(Locale.ENGLISH))
            .setOut(new PrintWriter(said))
            .execute(
                "--settings",
                servers
                    .settings(
                        "console",
                        SecureServers.USERS_FILE,
                        users.toString(),
                        servers.secretFile("elasticsearch_console").toString(),
                        wrong("elasticsearch_wrong").toString())
                    .toString(),
                "--bind",
                "127.0.0.1",
                "--port",
                "0");
    assertThat(code).isEqualTo(FAULTY);
    assertThat(said.toString()).contains("elasticsearch.user and .password_file");
  }

  @Test
  @Timeout(60)
  void nothingIsSubmittedToAClusterThatTheServersWouldRefuse() throws Exception {
    Path file =
        servers.settings(
            "monitoring",
            servers.secretFile("kafka_monitoring").toString(),
            wrong("kafka_wrong").toString());
    assertThatThrownBy(() -> MonitoringMain.main(new String[] {"--settings", file.toString()}))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("Nothing was submitted")
        .hasMessageContaining("kafka.security.user and .password_file")
        .hasMessageNotContaining("not the password");
  }

  @Test
  @Timeout(60)
  void serversThatNobodyVouchesForAreRefusedAndTheSettingIsNamed() throws Exception {
    Path stranger = Path.of("..", "connectors", "src", "test", "resources", "entry", "ca.pem");
    String printed =
        refusalOf(
            run(),
            servers.settings(
                "monitoring", servers.authority().toString(), stranger.toAbsolutePath() + ""));
    assertThat(printed)
        .contains("kafka.security.ca_file: Kafka at")
        .contains("elasticsearch.ca_file: Elasticsearch at")
        .contains("shows a certificate that is not trusted");
  }

  @Test
  @Timeout(60)
  void whoMayNotSetUpIsToldToHaveItDone() throws Exception {
    String printed =
        refusalOf(run(), servers.settings("monitoring", "prefix: zhijing", "prefix: elsewhere"));
    assertThat(printed).contains("elasticsearch.user may not make the index templates");
  }
}
