package io.zhijing.jobs.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.connectors.settings.ServersFile;
import io.zhijing.jobs.cli.DeadLettersCommand;
import io.zhijing.jobs.cli.ImportCommand;
import io.zhijing.jobs.cli.QueryCommand;
import io.zhijing.jobs.cli.SubscriptionsCommand;
import io.zhijing.jobs.cli.TargetsCommand;
import io.zhijing.jobs.settings.NotificationFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The services by which commands are run, and the settings that each of them has. */
class CommandServicesTest {
  private static final Path COMPOSE = Yaml.DOCKER.resolve("compose.yaml");
  private static final Path SECURE = Yaml.DOCKER.resolve("compose.secure.yaml");
  private static final String SETTINGS = "/etc/zhijing/settings.yaml";

  @TempDir private Path folder;

  /** Services that run a command and end, by name. */
  private static Map<String, Object> commands(List<Path> files) throws IOException {
    Map<String, Object> found = new TreeMap<>();
    Yaml.map(Yaml.merged(files).get("services"))
        .forEach(
            (name, service) -> {
              if (Yaml.texts(Yaml.at(service, "profiles")).contains("command")) {
                found.put(name, service);
              }
            });
    return found;
  }

  /** The file of the project that is mounted as settings. */
  private static Path settings(Object service) {
    return Yaml.texts(Yaml.at(service, "volumes")).stream()
        .filter(volume -> volume.endsWith(":" + SETTINGS + ":ro"))
        .map(volume -> Yaml.DOCKER.resolve(volume.substring(0, volume.indexOf(':'))))
        .findFirst()
        .orElseThrow();
  }

  private Path secretsHere(Path file) throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "a key for tests, not secret");
    Path ca = Path.of("..", "connectors", "src", "test", "resources", "entry", "ca.pem");
    return Files.writeString(
        folder.resolve(file.getFileName()),
        Files.readString(file)
            .replace("/run/secrets/ca.pem", ca.toString())
            .replaceAll("/run/secrets/[a-z_.]+", secret.toString()));
  }

  private static CommandLine line(String command) {
    return switch (command) {
      case "query" -> QueryCommand.line(Locale.ENGLISH);
      case "subscriptions" -> new CommandLine(new SubscriptionsCommand(Locale.ENGLISH));
      case "import" -> new CommandLine(new ImportCommand(Locale.ENGLISH));
      case "dead-letters" -> new CommandLine(new DeadLettersCommand(Locale.ENGLISH));
      case "targets" -> new CommandLine(new TargetsCommand(Locale.ENGLISH));
      default -> throw new IllegalArgumentException(command);
    };
  }

  @Test
  void everyAccountOfTheSecureVariantHasAServiceAndNoneStartsByItself() throws Exception {
    assertThat(commands(List.of(COMPOSE))).containsOnlyKeys("command", "subscriptions");
    assertThat(commands(List.of(COMPOSE, SECURE)))
        .containsOnlyKeys("command", "subscriptions", "source", "keeper", "reference");
  }

  @Test
  void theirCommandsAreOnesThatThereAreAndReadTheirSettings() throws Exception {
    for (List<Path> variant : List.of(List.of(COMPOSE), List.of(COMPOSE, SECURE))) {
      for (Map.Entry<String, Object> each : commands(variant).entrySet()) {
        List<String> words = Yaml.texts(Yaml.at(each.getValue(), "command"));
        line(words.get(0)).parseArgs(words.subList(1, words.size()).toArray(String[]::new));
        assertThat(words).as(each.getKey()).contains(SETTINGS);
        Path file = secretsHere(settings(each.getValue()));
        if (each.getKey().equals("subscriptions")) {
          assertThat(new NotificationFile(Map.of()).read(file).telling().channels()).isNotEmpty();
        } else {
          assertThat(new ServersFile(Map.of()).read(file).kafka().bootstrapServers())
              .isEqualTo("kafka:9092");
        }
      }
    }
  }

  @Test
  void subscriptionsAreCheckedAgainstTheChannelsOfTheNotificationJob() throws Exception {
    Map<String, Object> job = Yaml.one(Yaml.DOCKER.resolve("secure/notification.yaml"));
    Map<String, Object> desk = Yaml.one(Yaml.DOCKER.resolve("secure/subscriptions.yaml"));
    for (String key : List.of("pack", "link_base", "channels")) {
      assertThat(desk.get(key)).as(key).isEqualTo(job.get(key));
    }
    assertThat(Yaml.at(desk, "kafka", "security", "user")).isEqualTo("console");
  }

  @Test
  void everyAccountSignsInByTlsAsItselfWhereItHasRights() throws Exception {
    Map<String, String> inKafka =
        Map.of("source", "source", "keeper", "keeper", "command_line", "console");
    for (Map.Entry<String, String> each : inKafka.entrySet()) {
      Map<String, Object> settings =
          Yaml.one(Yaml.DOCKER.resolve("secure/" + each.getKey() + ".yaml"));
      assertThat(Yaml.at(settings, "kafka", "security", "protocol")).isEqualTo("SASL_SSL");
      assertThat(Yaml.at(settings, "kafka", "security", "user")).isEqualTo(each.getValue());
    }
    for (String account : List.of("command_line", "reference")) {
      Map<String, Object> settings = Yaml.one(Yaml.DOCKER.resolve("secure/" + account + ".yaml"));
      assertThat(Yaml.at(settings, "elasticsearch", "user")).isEqualTo("zhijing_" + account);
    }
  }

  @Test
  void sendersElsewhereMeetTheSameDoorAsTheProgramsInside() throws Exception {
    List<String> broker = Files.readAllLines(Yaml.DOCKER.resolve("secure/kafka.properties"));
    assertThat(value(broker, "listeners=")).contains("SENDERS://:9095");
    assertThat(value(broker, "listener.security.protocol.map="))
        .contains("CLIENTS:SASL_SSL,SENDERS:SASL_SSL,");
    assertThat(value(broker, "listener.name.senders.scram-sha-512.sasl.jaas.config="))
        .isEqualTo(value(broker, "listener.name.clients.scram-sha-512.sasl.jaas.config="));
    assertThat(Files.readString(Yaml.DOCKER.resolve("secure/kafka-start")))
        .as("only the address of senders is another")
        .contains(
            "advertised.listeners="
                + value(broker, "advertised.listeners=").replace("localhost:9095", "$host:9095"));
    Object kafka = Yaml.at(Yaml.one(SECURE), "services", "kafka");
    assertThat(Yaml.texts(Yaml.at(kafka, "ports")))
        .containsExactly("${ZHIJING_KAFKA_BIND:-127.0.0.1}:9095:9095");
  }

  private static String value(List<String> lines, String key) {
    List<String> found = lines.stream().filter(line -> line.startsWith(key)).toList();
    assertThat(found).as(key).hasSize(1);
    return found.get(0).substring(key.length());
  }

  @Test
  void kibanaGetsTheKeyThatRulesNeedAndTheProjectHoldsNone() throws Exception {
    Object kibana = Yaml.at(Yaml.one(COMPOSE), "services", "kibana");
    assertThat(Yaml.secrets(kibana)).containsKey("kibana_encryption_key");
    for (String script : List.of("config/kibana-start", "secure/kibana-start")) {
      assertThat(Files.readString(Yaml.DOCKER.resolve(script)))
          .contains(
              "XPACK_ENCRYPTEDSAVEDOBJECTS_ENCRYPTIONKEY=$(cat /run/secrets/kibana_encryption_key)");
    }
  }
}
