package io.zhijing.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SettingsCommandTest {
  private static final String KEY = "a key for tests, not secret";

  @TempDir private Path folder;

  private record Shown(int code, List<String> lines) {
    String line(String key) {
      return lines.stream()
          .filter(each -> each.startsWith(key + " "))
          .findFirst()
          .orElseThrow(() -> new AssertionError("no " + key));
    }
  }

  private Shown show(String settings, Map<String, String> environment) throws IOException {
    Path file = Files.writeString(folder.resolve("settings.yaml"), settings);
    StringWriter said = new StringWriter();
    int code =
        new CommandLine(new SettingsCommand(Locale.ENGLISH, environment))
            .setOut(new PrintWriter(said))
            .execute("show", "--settings", file.toString());
    return new Shown(code, said.toString().lines().toList());
  }

  @Test
  void everyValueSaysWhereItCameFrom() throws Exception {
    Shown shown =
        show(
            """
            pack: rasff
            kafka: {bootstrap_servers: "localhost:9092"}
            elasticsearch: {hosts: ["http://localhost:9200"]}
            horizons: {correction_days: 30}
            """,
            Map.of("ZHIJING_HASH_KEY", KEY));
    assertThat(shown.code()).as(shown.lines().toString()).isZero();
    assertThat(shown.line("pack")).contains("rasff").endsWith("file");
    assertThat(shown.line("horizons.correction_days")).contains("30").endsWith("file");
    assertThat(shown.line("horizons.out_of_order_days")).contains("1").endsWith("default");
    assertThat(shown.line("horizons.limits_by")).contains("clock").endsWith("default");
    assertThat(shown.line("rules.detection.alpha")).endsWith("default");
    assertThat(shown.line("liveness.silent_after_hours")).contains("72").endsWith("default");
    assertThat(shown.line("hash_key_file")).contains("******").endsWith("ZHIJING_HASH_KEY");
  }

  @Test
  void noSecretIsShown() throws Exception {
    Shown shown =
        show(
            """
            kafka:
              bootstrap_servers: localhost:9092
              client:
                security.protocol: SASL_SSL
                sasl.jaas.config: env:JAAS
            elasticsearch: {hosts: ["http://localhost:9200"], user: monitor}
            """,
            Map.of(
                "ZHIJING_HASH_KEY",
                KEY,
                "ZHIJING_ELASTICSEARCH_PASSWORD",
                "hidden-2",
                "JAAS",
                "x required username=\"a\" password=\"hidden-1\";"));
    assertThat(shown.code()).as(shown.lines().toString()).isZero();
    assertThat(shown.line("kafka.client.security.protocol")).contains("SASL_SSL");
    assertThat(shown.line("kafka.client.sasl.jaas.config")).contains("******");
    assertThat(String.join("\n", shown.lines())).doesNotContain("hidden-", KEY);
  }

  @Test
  void aSecretInTheFileIsRefusedAndNotRepeated() throws Exception {
    Shown shown =
        show(
            """
            kafka:
              bootstrap_servers: localhost:9092
              client: {sasl.jaas.config: 'x required username="a" password="hidden-1";'}
            elasticsearch: {hosts: ["http://localhost:9200"]}
            """,
            Map.of("ZHIJING_HASH_KEY", KEY));
    assertThat(shown.code()).isEqualTo(2);
    assertThat(String.join("\n", shown.lines()))
        .contains("kafka.client.sasl.jaas.config")
        .doesNotContain("hidden-");
  }

  @Test
  void faultsAreNamedInsteadOfValues() throws Exception {
    Shown shown = show("pack: rasff\nunknown: 1\n", Map.of());
    assertThat(shown.code()).isEqualTo(2);
    assertThat(String.join("\n", shown.lines())).contains("unknown", "hash_key_file");
  }
}
