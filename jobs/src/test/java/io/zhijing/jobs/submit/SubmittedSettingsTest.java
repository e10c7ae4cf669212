package io.zhijing.jobs.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.zhijing.jobs.settings.JobSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubmittedSettingsTest {
  private static final Path SAMPLE = Path.of("..", "docs", "settings.sample.yaml");
  private static final Map<String, String> SECRETS =
      Map.of(
          "ZHIJING_HASH_KEY", "sixteen characters",
          "ZHIJING_ELASTICSEARCH_PASSWORD", "open sesame",
          "JAAS", "hidden-password");

  @TempDir private Path folder;

  private Path file(String from, String to) throws Exception {
    Path file = folder.resolve("settings.yaml");
    String every =
        Files.readString(SAMPLE)
            .replace(
                "  complaint: 2016-01-01",
                "  complaint: 2016-01-01\n  ecommerce: 2017-01-01\n  notification: 2018-01-01");
    assertThat(every).contains(from);
    Files.writeString(file, every.replace(from, to));
    return file;
  }

  @Test
  void nothingIsSubmittedWithFaultsAndAllAreNamed() throws Exception {
    Path file = file("tick_hours: 24", "tick_hours: 7\nsurprise: 1");
    assertThatThrownBy(() -> MonitoringMain.main(new String[] {"--settings", file.toString()}))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("Nothing was submitted")
        .hasMessageContaining("tick_hours must divide 24")
        .hasMessageContaining("surprise is not known")
        .hasMessageContaining("hash_key_file");
  }

  @Test
  void aClusterIsToldFromWhenEachStreamIsWatched() {
    Throwable refused = catchThrowable(() -> MonitoringMain.read(SAMPLE, SECRETS));
    assertThat(refused)
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("since.ecommerce")
        .hasMessageContaining("since.notification")
        .hasMessageContaining("cannot be left out");
  }

  @Test
  void theNotificationJobNamesItsFaultsToo() throws Exception {
    Path file = folder.resolve("notification.yaml");
    Files.writeString(file, "digest_size: 0\nchannels: {}\n");
    assertThatThrownBy(() -> NotificationMain.main(new String[] {"--settings", file.toString()}))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("digest_size")
        .hasMessageContaining("channels is missing")
        .hasMessageContaining("kafka.bootstrap_servers");
  }

  @Test
  void otherArgumentsAndAMissingFileAreRefused() {
    assertThatThrownBy(() -> MonitoringMain.main(new String[0]))
        .hasMessageContaining("--settings FILE");
    assertThatThrownBy(() -> MonitoringMain.main(new String[] {"--settings", folder + "/none"}))
        .hasMessageContaining("No readable file");
  }

  @Test
  void whatEverybodySeesBesideTheJobHoldsNoSecret() throws Exception {
    Path file =
        file(
            "  topic_prefix: zhijing",
            """
              topic_prefix: zhijing
              client:
                security.protocol: SASL_SSL
                sasl.jaas.config: env:JAAS
                unheard.of: hidden-too
            """
                .stripTrailing());
    Files.writeString(
        file,
        Files.readString(file)
            .replace("  index_prefix: zhijing", "  index_prefix: zhijing\n  user: writer"));
    JobSettings settings = MonitoringMain.read(file, SECRETS);
    Map<String, String> shown = new ShownSettings(ShownSettings.of(settings)).toMap();
    assertThat(shown)
        .containsEntry("pack", "inner-mongolia")
        .containsEntry("since.inspection", "2016-01-01")
        .containsEntry("kafka.client.security.protocol", "SASL_SSL")
        .containsEntry("kafka.client.unheard.of", "******")
        .containsEntry("elasticsearch.user", "writer")
        .containsEntry("elasticsearch.password", "******")
        .containsEntry("hash_key", "******");
    assertThat(shown.toString()).doesNotContain("hidden", "sesame", "sixteen");
  }

  @Test
  void howOneSignsInIsShownAndNotWithWhat() throws Exception {
    Path ca = Path.of("..", "connectors", "src", "test", "resources", "entry", "ca.pem");
    Path file =
        file(
            "  topic_prefix: zhijing",
            """
              topic_prefix: zhijing
              security: {protocol: SASL_SSL, user: monitoring, ca_file: %s}
            """
                .formatted(ca)
                .stripTrailing());
    Map<String, String> secrets = new HashMap<>(SECRETS);
    secrets.put("ZHIJING_KAFKA_PASSWORD", "hidden-password");
    secrets.put("ZHIJING_ELASTICSEARCH_API_KEY", "hidden-key");
    JobSettings settings = MonitoringMain.read(file, secrets);
    assertThat(ShownSettings.of(settings))
        .containsEntry("kafka.security.protocol", "SASL_SSL")
        .containsEntry("kafka.security.user", "monitoring")
        .containsEntry("kafka.security.password", "******")
        .containsEntry("elasticsearch.api_key", "******");
    assertThat(ShownSettings.of(settings).toString() + settings)
        .doesNotContain("hidden", "sesame", "sixteen", "BEGIN CERTIFICATE");
  }
}
