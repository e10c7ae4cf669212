package io.zhijing.dashboards.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.zhijing.connectors.wire.yaml.SettingsFaults;
import io.zhijing.dashboards.console.ConsoleFile.Overrides;
import io.zhijing.dashboards.console.ConsoleSettings.Listening;
import io.zhijing.dashboards.console.ConsoleSettings.Refusal;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsoleFileTest {
  private static final Overrides NONE = new Overrides(Optional.empty(), Optional.empty());

  @TempDir private Path folder;

  private Path file(String... lines) throws IOException {
    Path users = folder.resolve("users.yaml");
    Files.writeString(users, "users: []");
    Path file = folder.resolve("console.yaml");
    Files.writeString(file, String.join("\n", lines).replace("USERS", users.toString()));
    return file;
  }

  private static ConsoleSettings read(Path file, Overrides overrides) throws SettingsFaults {
    return new ConsoleFile(Map.of(), "1").read(file, overrides);
  }

  private static List<String> faults(Path file) {
    return catchThrowableOfType(SettingsFaults.class, () -> read(file, NONE)).faults();
  }

  @Test
  void theJobsOwnFileWithASectionMoreIsEnough() throws Exception {
    Path file =
        file(
            "pack: inner-mongolia",
            "group: zhijing-monitor",
            "tick_hours: 24",
            "hash_key_file: nowhere",
            "kafka: {bootstrap_servers: 'localhost:9092', topic_prefix: x}",
            "elasticsearch: {hosts: ['http://localhost:9200'], index_prefix: x}",
            "since: {inspection: 2016-01-01}",
            "console: {users_file: USERS, session_hours: 8, small_counts_below: 5, channels: [mail]}");
    ConsoleSettings settings = read(file, NONE);
    assertThat(settings.listening())
        .isEqualTo(new Listening("127.0.0.1", 8080, Optional.empty(), Optional.empty()));
    assertThat(settings.job().since())
        .isEqualTo(Map.of("inspection", LocalDate.parse("2016-01-01")));
    assertThat(settings.sessions().whole()).isEqualTo(Duration.ofHours(8));
    assertThat(settings.look().smallCountsBelow()).isEqualTo(5);
    assertThat(settings.look().channels()).containsExactly("mail");
    assertThat(settings.look().isSimulated()).isFalse();
    ConsoleSettings other = read(file, new Overrides(Optional.of("::1"), Optional.of(0)));
    assertThat(other.listening().port()).isZero();
    assertThat(other.listening().bind()).isEqualTo("::1");
  }

  @Test
  void theSampleIsInOrderButForItsUsers() {
    assertThat(faults(Path.of("..", "docs", "console.sample.yaml")))
        .containsExactly("console.users_file cannot be read: users.yaml");
  }

  @Test
  void everyFaultIsNamedAtOnce() throws Exception {
    assertThat(
            faults(
                file(
                    "pack: atlantis",
                    "kafka: {}",
                    "elasticsearch: {hosts: []}",
                    "since: {inspection: soon}",
                    "console:",
                    "  port: 70000",
                    "  small_counts_below: 2",
                    "  language: fr",
                    "  public_url: ftp://x",
                    "  tls: {certificate_file: nowhere, key_file: nowhere}",
                    "  trusted_proxies: [10.0.0.7, proxy.example.org]",
                    "  colour: red")))
        .anySatisfy(each -> assertThat(each).contains("pack atlantis"))
        .anySatisfy(each -> assertThat(each).contains("kafka.bootstrap_servers"))
        .anySatisfy(each -> assertThat(each).contains("elasticsearch"))
        .anySatisfy(each -> assertThat(each).contains("since.inspection"))
        .anySatisfy(each -> assertThat(each).contains("console.users_file is missing"))
        .anySatisfy(each -> assertThat(each).contains("console.port"))
        .anySatisfy(each -> assertThat(each).contains("console.small_counts_below"))
        .anySatisfy(each -> assertThat(each).contains("console.language"))
        .anySatisfy(each -> assertThat(each).contains("console.public_url"))
        .anySatisfy(each -> assertThat(each).contains("console.tls.certificate_file"))
        .anySatisfy(each -> assertThat(each).contains("console.tls.key_file"))
        .anySatisfy(each -> assertThat(each).contains("console.trusted_proxies must be addresses"))
        .anySatisfy(each -> assertThat(each).contains("console.colour is not known"));
  }

  @Test
  void passwordsDoNotCrossTheNetworkInTheClear() throws Exception {
    String[] lines = {
      "kafka: {bootstrap_servers: 'localhost:9092'}",
      "elasticsearch: {hosts: ['http://localhost:9200']}",
      "console: {users_file: USERS, bind: 0.0.0.0}"
    };
    assertThat(faults(file(lines)))
        .containsExactly("console: " + Refusal.PASSWORDS_IN_THE_CLEAR.text());
    lines[2] = "console: {users_file: USERS, bind: 0.0.0.0, public_url: 'https://x.example.org'}";
    ConsoleSettings behindProxy = read(file(lines), NONE);
    assertThat(behindProxy.listening().isSecure()).isTrue();
    assertThat(behindProxy.listening().publicUrl()).contains(URI.create("https://x.example.org"));
  }

  @Test
  void proxiesAreTrustedByTheirAddresses() throws Exception {
    String[] lines = {
      "kafka: {bootstrap_servers: 'localhost:9092'}",
      "elasticsearch: {hosts: ['http://localhost:9200']}",
      "console: {users_file: USERS, trusted_proxies: [10.0.0.7, 'fd00::7']}"
    };
    assertThat(read(file(lines), NONE).listening().trustedProxies())
        .containsExactly("10.0.0.7", "fd00::7");
    lines[2] = "console: {users_file: USERS}";
    assertThat(read(file(lines), NONE).listening().trustedProxies()).isEmpty();
  }

  @Test
  void withoutUsersNobodyButThisMachineMayReachIt() throws Exception {
    ConsoleSettings file =
        read(
            file(
                "kafka: {bootstrap_servers: 'localhost:9092'}",
                "elasticsearch: {hosts: ['http://localhost:9200']}",
                "console: {users_file: USERS}"),
            NONE);
    for (String bind : List.of("0.0.0.0", "192.168.1.1", "example.org")) {
      ConsoleSettings open =
          new ConsoleSettings(
              file.job(),
              file.kafka(),
              file.elasticsearch(),
              new Listening(bind, 0, Optional.empty(), Optional.of(URI.create("https://x.org"))),
              Optional.empty(),
              file.sessions(),
              file.look());
      assertThat(open.refusal()).as(bind).contains(Refusal.OPEN_TO_ALL);
    }
  }
}
