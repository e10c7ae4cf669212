package io.zhijing.jobs.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.connectors.kafka.AccessList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What can be held of the secure variant without an engine for containers. What its files do to
 * real servers, another test shows.
 */
class SecureVariantTest {
  private static final Path FOLDER = Yaml.DOCKER.resolve("secure");
  private static final Path COMPOSE = Yaml.DOCKER.resolve("compose.yaml");
  private static final Pattern SECRET = Pattern.compile("/run/secrets/[a-z_.]+");

  private static Map<String, Object> services() throws IOException {
    return Yaml.map(
        Yaml.merged(List.of(COMPOSE, Yaml.DOCKER.resolve("compose.secure.yaml"))).get("services"));
  }

  @Test
  void flinkIsToldAllThatThePlainVariantTellsIt() throws Exception {
    String plain = (String) Yaml.at(Yaml.one(COMPOSE), "x-flink-properties", "FLINK_PROPERTIES");
    int told = 0;
    for (Map.Entry<String, Object> service : services().entrySet()) {
      if (Yaml.at(service.getValue(), "environment", "FLINK_PROPERTIES") instanceof String text) {
        assertThat(text.lines()).as(service.getKey()).containsAll(plain.lines().toList());
        assertThat(text).contains("web.submit.enable: false");
        told++;
      }
    }
    assertThat(told).isEqualTo(4);
  }

  @Test
  void everyServiceGetsTheSecretsThatItReadsAndNoOthers() throws Exception {
    Set<String> users = AccessList.read(FOLDER.resolve("kafka-access.yaml")).users().keySet();
    for (Map.Entry<String, Object> service : services().entrySet()) {
      Set<String> read = new HashSet<>();
      String text = everythingThatItReads(service.getValue());
      Matcher found = SECRET.matcher(text);
      while (found.find()) {
        read.add(found.group());
      }
      if (text.contains("--passwords")) {
        users.forEach(user -> read.add("/run/secrets/kafka_" + user));
      }
      assertThat(
              Yaml.secrets(service.getValue()).values().stream()
                  .filter(path -> path.startsWith("/run/secrets/")))
          .as(service.getKey())
          .containsExactlyInAnyOrderElementsOf(read);
    }
  }

  /** What it is told, and the files that this names, and those that they name. */
  private static String everythingThatItReads(Object service) throws IOException {
    Map<String, Object> told = new HashMap<>(Yaml.map(service));
    told.remove("volumes");
    told.remove("secrets");
    StringBuilder text = new StringBuilder(told.toString());
    Map<String, Path> files = new HashMap<>();
    for (String volume : Yaml.texts(Yaml.at(service, "volumes"))) {
      String[] parts = volume.split(":", -1);
      if (parts[0].startsWith("./")) {
        files.put(parts[1], Yaml.DOCKER.resolve(parts[0]));
      }
    }
    int before = -1;
    while (before != text.length()) {
      before = text.length();
      for (String target : Set.copyOf(files.keySet())) {
        if (text.indexOf(target) >= 0) {
          text.append(contents(files.remove(target)));
        }
      }
    }
    return text.toString();
  }

  /** Of a file, or of all files in a folder. */
  private static String contents(Path path) throws IOException {
    StringBuilder text = new StringBuilder();
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        text.append(Files.readString(file));
      }
    }
    return text.toString();
  }

  @Test
  void everyProgramSignsInByTlsAsItself() throws Exception {
    for (String name : List.of("setup", "monitoring", "console", "notification")) {
      Map<String, Object> settings = Yaml.one(FOLDER.resolve(name + ".yaml"));
      assertThat(Yaml.at(settings, "kafka", "security", "protocol")).as(name).isEqualTo("SASL_SSL");
      assertThat(Yaml.at(settings, "kafka", "security", "user")).as(name).isEqualTo(name);
      assertThat(Yaml.at(settings, "elasticsearch", "user")).isEqualTo("zhijing_" + name);
      assertThat(Yaml.texts(Yaml.at(settings, "elasticsearch", "hosts")))
          .allMatch(host -> host.startsWith("https://"));
    }
  }

  @Test
  void everyUserAndRoleHasAnAccountAndNoPasswordIsInTheProject() throws Exception {
    String make = Files.readString(FOLDER.resolve("make"));
    for (String user : AccessList.read(FOLDER.resolve("kafka-access.yaml")).users().keySet()) {
      assertThat(make).containsPattern("for user in setup[a-z ]* " + user + "[ ;]");
    }
    for (String role : Yaml.one(FOLDER.resolve("roles.yml")).keySet()) {
      assertThat(make).contains(" " + role + "\"");
    }
    assertThat(Files.isExecutable(FOLDER.resolve("make"))).isTrue();
    for (Object secret :
        Yaml.map(Yaml.one(Yaml.DOCKER.resolve("compose.secure.yaml")).get("secrets")).values()) {
      String name = Path.of((String) Yaml.at(secret, "file")).getFileName().toString();
      String account = name.replaceAll("^(kafka|elasticsearch)_", "");
      String host = name.replaceAll("\\.(pem|key)$", "");
      assertThat(make)
          .as(name)
          .containsAnyOf(
              name, " " + account, "\"" + account + " zhijing_", "certificate " + host + "\n");
    }
  }
}
