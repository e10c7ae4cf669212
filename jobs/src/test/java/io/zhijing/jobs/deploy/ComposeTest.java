package io.zhijing.jobs.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.connectors.settings.ServersFile;
import io.zhijing.dashboards.console.ConsoleFile;
import io.zhijing.dashboards.console.ConsoleSettings;
import io.zhijing.jobs.cli.ConsoleCommand;
import io.zhijing.jobs.cli.ImportCommand;
import io.zhijing.jobs.cli.SetupCommand;
import io.zhijing.jobs.settings.NotificationFile;
import io.zhijing.jobs.settings.SettingsFile;
import io.zhijing.jobs.simulation.SimulatedYear;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.metrics.prometheus.PrometheusReporterFactory;
import org.apache.flink.state.rocksdb.RocksDBConfigurableOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/**
 * What can be held of images and compose without an engine for containers: everything that they
 * name exists, is pinned to the version that the build has, and follows the house's rules.
 */
class ComposeTest {
  private static final Path COMPOSE = Yaml.DOCKER.resolve("compose.yaml");
  private static final Path SECURE = Yaml.DOCKER.resolve("compose.secure.yaml");
  private static final Path DEMO = Yaml.DOCKER.resolve("compose.demo.yaml");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+)}");

  private static final String REPORTER = "metrics.reporter.prometheus.";

  @TempDir private Path folder;

  /** The plain variant, the secure and the demo. */
  private static Stream<Map<String, Object>> variants() throws IOException {
    return Stream.of(
        Yaml.merged(List.of(COMPOSE)),
        Yaml.merged(List.of(COMPOSE, SECURE)),
        Yaml.merged(List.of(COMPOSE, DEMO)));
  }

  private static Map<String, Object> services(Map<String, Object> variant) {
    return Yaml.map(variant.get("services"));
  }

  private static Properties versions() throws IOException {
    Properties versions = new Properties();
    versions.load(Files.newBufferedReader(Yaml.DOCKER.resolve("versions.env")));
    return versions;
  }

  private static String ofBuild(String tag) throws IOException {
    Matcher found =
        Pattern.compile("<" + tag + ">([^<]+)</" + tag + ">")
            .matcher(Files.readString(Path.of("..", "pom.xml")));
    assertThat(found.find()).as(tag).isTrue();
    return found.group(1);
  }

  @Test
  void thereIsOneListOfVersionsAndItIsTheBuilds() throws Exception {
    assertThat(versions())
        .containsEntry("ZHIJING_VERSION", ofBuild("version"))
        .containsEntry("FLINK_VERSION", ofBuild("flink.version"))
        .containsEntry("KAFKA_VERSION", ofBuild("kafka.version"))
        .containsEntry("ELASTIC_VERSION", ofBuild("elasticsearch.server.version"));
  }

  @ParameterizedTest
  @MethodSource("variants")
  void everyImageIsPinnedByTheListOfVersions(Map<String, Object> variant) throws Exception {
    for (Map.Entry<String, Object> service : services(variant).entrySet()) {
      String image = (String) Yaml.at(service.getValue(), "image");
      Matcher variable = VARIABLE.matcher(image);
      assertThat(variable.find()).as(service.getKey()).isTrue();
      assertThat(versions().getProperty(variable.group(1))).as(service.getKey()).isNotBlank();
    }
  }

  @ParameterizedTest
  @MethodSource("variants")
  void everyServiceIsWatchedBoundedAndNotRoot(Map<String, Object> variant) throws Exception {
    for (Map.Entry<String, Object> each : services(variant).entrySet()) {
      Object service = each.getValue();
      boolean isOnce = "no".equals(Yaml.at(service, "restart"));
      assertThat(isOnce || !Yaml.texts(Yaml.at(service, "healthcheck", "test")).isEmpty())
          .as(each.getKey() + " has a health check or runs once")
          .isTrue();
      assertThat(String.valueOf(Yaml.at(service, "user")))
          .as(each.getKey())
          .isNotEqualTo("{}")
          .doesNotStartWith("root")
          .doesNotStartWith("0");
      assertThat(Yaml.map(Yaml.at(service, "deploy", "resources", "limits")))
          .as(each.getKey())
          .containsKeys("cpus", "memory");
      assertThat(Yaml.map(Yaml.at(service, "logging", "options")))
          .as(each.getKey())
          .containsKeys("max-size", "max-file");
      assertThat(Yaml.texts(Yaml.at(service, "security_opt")))
          .as(each.getKey())
          .contains("no-new-privileges:true");
      assertThat(Yaml.texts(Yaml.at(service, "ports")))
          .as(each.getKey() + " is open to this machine only")
          .allMatch(port -> unlessSaidOtherwise(port).startsWith("127.0.0.1:"));
    }
  }

  /** Variables that nobody has set give way to what stands there for them. */
  private static String unlessSaidOtherwise(String text) {
    return text.replaceAll("\\$\\{[A-Z_]+:-([^}]*)}", "$1");
  }

  @ParameterizedTest
  @MethodSource("variants")
  void onlyTheSecureVariantsKafkaCanBeOpenedToOtherMachines(Map<String, Object> variant) {
    for (Map.Entry<String, Object> each : services(variant).entrySet()) {
      for (String port : Yaml.texts(Yaml.at(each.getValue(), "ports"))) {
        if (port.contains("$")) {
          assertThat(variant).containsEntry("name", "zhijing-secure");
          assertThat(each.getKey()).isEqualTo("kafka");
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("variants")
  void everythingThatAServiceRefersToExists(Map<String, Object> variant) throws Exception {
    for (Map.Entry<String, Object> each : services(variant).entrySet()) {
      for (Map.Entry<String, Object> on :
          Yaml.map(Yaml.at(each.getValue(), "depends_on")).entrySet()) {
        Object condition = Yaml.at(on.getValue(), "condition");
        Object other = services(variant).get(on.getKey());
        assertThat(other).as(each.getKey() + " needs " + on.getKey()).isNotNull();
        assertThat("service_healthy".equals(condition))
            .as(on.getKey() + " can become healthy")
            .isEqualTo(!"no".equals(Yaml.at(other, "restart")));
      }
      for (String volume : Yaml.texts(Yaml.at(each.getValue(), "volumes"))) {
        String source = volume.substring(0, volume.indexOf(':'));
        assertThat(
                source.startsWith("./")
                    ? Files.exists(Yaml.DOCKER.resolve(source))
                    : Yaml.map(variant.get("volumes")).containsKey(source))
            .as(volume)
            .isTrue();
      }
      assertThat(Yaml.map(variant.get("secrets")).keySet())
          .containsAll(Yaml.secrets(each.getValue()).keySet());
      for (String network : Yaml.texts(Yaml.at(each.getValue(), "networks"))) {
        assertThat(Yaml.map(variant.get("networks"))).containsKey(network);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("variants")
  void secretsAreFilesThatTheProjectDoesNotHold(Map<String, Object> variant) throws Exception {
    String ignored = Files.readString(Path.of("..", ".gitignore"));
    assertThat(ignored).contains("docker/secrets/");
    for (Object secret : Yaml.map(variant.get("secrets")).values()) {
      assertThat((String) Yaml.at(secret, "file")).startsWith("./secrets/");
    }
  }

  @ParameterizedTest
  @MethodSource("variants")
  void commandsAreOnesThatTheImagesKnow(Map<String, Object> variant) throws Exception {
    for (Map.Entry<String, Object> each : services(variant).entrySet()) {
      List<String> words = Yaml.texts(Yaml.at(each.getValue(), "command"));
      if (words.contains("--job-classname")) {
        String main = words.get(words.indexOf("--job-classname") + 1);
        assertThat(Class.forName(main).getMethod("main", String[].class)).isNotNull();
        assertThat(words)
            .as(each.getKey())
            .anyMatch(word -> word.startsWith("-Dhigh-availability.cluster-id="));
      }
    }
    Class.forName(Yaml.texts(Yaml.at(services(variant), "zookeeper", "entrypoint")).get(4));
    parse(new CommandLine(new SetupCommand(Locale.ENGLISH)), services(variant).get("setup"));
    parse(new CommandLine(new ConsoleCommand(Locale.ENGLISH)), services(variant).get("console"));
    if (services(variant).containsKey("simulated-data")) {
      parse(
          new CommandLine(new ImportCommand(Locale.ENGLISH)),
          services(variant).get("simulated-data"));
    }
  }

  private static void parse(CommandLine line, Object service) {
    List<String> words = Yaml.texts(Yaml.at(service, "command"));
    assertThat(words.get(0)).isEqualTo(line.getCommandName());
    line.parseArgs(words.subList(1, words.size()).toArray(String[]::new));
  }

  @Test
  void theDemoSaysThatItsDataAreSimulated() throws Exception {
    Map<String, Object> monitoring = Yaml.one(Yaml.DOCKER.resolve("config/demo/monitoring.yaml"));
    assertThat(Yaml.at(monitoring, "console", "simulated")).isEqualTo(true);
    assertThat(Yaml.at(monitoring, "since", "inspection").toString())
        .as("watched from the first day of what is simulated")
        .contains(SimulatedYear.Plan.standard().first().getYear() + "");
    assertThat(Yaml.one(Yaml.DOCKER.resolve("config/demo/notification.yaml")))
        .containsEntry("simulated", true);
  }

  @ParameterizedTest
  @MethodSource("variants")
  void flinkIsToldNothingThatItDoesNotKnow(Map<String, Object> variant) throws Exception {
    Set<String> known = new HashSet<>();
    for (Class<?> options :
        List.of(
            CheckpointingOptions.class,
            CoreOptions.class,
            RocksDBConfigurableOptions.class,
            HighAvailabilityOptions.class,
            JobManagerOptions.class,
            StateBackendOptions.class,
            WebOptions.class,
            TaskManagerOptions.class)) {
      for (Field field : options.getFields()) {
        if (ConfigOption.class.isAssignableFrom(field.getType())) {
          known.add(((ConfigOption<?>) field.get(null)).key());
        }
      }
    }
    String properties =
        (String)
            Yaml.at(services(variant), "monitoring-jobmanager", "environment", "FLINK_PROPERTIES");
    // What stands below a reporter of any name.
    known.add(REPORTER + MetricOptions.REPORTER_FACTORY_CLASS.key());
    known.add(REPORTER + "port");
    assertThat(properties.lines().map(line -> line.substring(0, line.indexOf(':'))))
        .isSubsetOf(known);
    assertThat(properties).contains(PrometheusReporterFactory.class.getName());
  }

  @Test
  void settingsFilesHaveNoFault() throws Exception {
    for (Path config :
        List.of(
            Yaml.DOCKER.resolve("config"),
            Yaml.DOCKER.resolve("config/demo"),
            Yaml.DOCKER.resolve("secure"),
            Yaml.DOCKER.resolve("kubernetes/example"))) {
      Path monitoring = secretsHere(config.resolve("monitoring.yaml"));
      assertThat(SettingsFile.forJob(Map.of()).read(monitoring).pack().id())
          .isEqualTo("inner-mongolia");
      Path notification = secretsHere(config.resolve("notification.yaml"));
      assertThat(new NotificationFile(Map.of()).read(notification).telling().channels())
          .isNotEmpty();
    }
  }

  @Test
  void theConsoleAndTheSetUpReadTheirSettingsToo() throws Exception {
    for (Path file :
        List.of(
            Yaml.DOCKER.resolve("config/monitoring.yaml"),
            Yaml.DOCKER.resolve("config/demo/monitoring.yaml"),
            Yaml.DOCKER.resolve("secure/console.yaml"))) {
      ConsoleSettings console =
          new ConsoleFile(Map.of(), "test")
              .read(
                  secretsHere(file), new ConsoleFile.Overrides(Optional.empty(), Optional.empty()));
      assertThat(console.users()).as(file.toString()).isPresent();
    }
    assertThat(
            new ServersFile(Map.of())
                .read(secretsHere(Yaml.DOCKER.resolve("secure/setup.yaml")))
                .kafka()
                .security()
                .user())
        .isEqualTo("setup");
  }

  private Path secretsHere(Path file) throws IOException {
    Path secret = folder.resolve("secret");
    Files.writeString(secret, "a key for tests, not secret");
    Path ca = Path.of("..", "connectors", "src", "test", "resources", "entry", "ca.pem");
    Path copy = folder.resolve(file.getFileName());
    Files.writeString(
        copy,
        Files.readString(file)
            .replace("/run/secrets/ca.pem", ca.toString())
            .replaceAll(
                "(/run/secrets|/etc/zhijing-secrets|/etc/zhijing/users)/[a-z_.]+",
                secret.toString()));
    return copy;
  }

  @Test
  void imagesArePinnedSmallAndNotRoot() throws Exception {
    String ignored = Files.readString(Path.of("..", ".dockerignore"));
    try (Stream<Path> files = Files.walk(Yaml.DOCKER)) {
      List<Path> images = files.filter(file -> file.endsWith("Dockerfile")).toList();
      assertThat(images).hasSize(2);
      for (Path image : images) {
        List<String> lines = Files.readAllLines(image);
        assertThat(starting(lines, "FROM "))
            .as("the base is pinned to the build's Flink")
            .containsExactly("FROM flink:" + ofBuild("flink.version") + "-java17");
        assertThat(starting(lines, "ADD ")).as("nothing comes from an address").isEmpty();
        assertThat(starting(lines, "USER ")).last().asString().isEqualTo("USER flink");
        for (String copy : starting(lines, "COPY ")) {
          String source = copy.split(" ", -1)[2];
          assertThat(source).startsWith("jobs/target/");
          assertThat(ignored).as("the build may see it").contains("!" + source);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("variants")
  void theConsoleSeesUsersThatAreWrittenAnew(Map<String, Object> variant) throws Exception {
    Object console = services(variant).get("console");
    Map<String, String> mounted = new HashMap<>();
    for (String volume : Yaml.texts(Yaml.at(console, "volumes"))) {
      String[] parts = volume.split(":", -1);
      assertThat(parts).as(volume).hasSize(3).endsWith("ro");
      mounted.put(parts[1], parts[0]);
    }
    List<String> words = Yaml.texts(Yaml.at(console, "command"));
    String settings = mounted.get(words.get(words.indexOf("--settings") + 1));
    Path users =
        Path.of((String) Yaml.at(Yaml.one(Yaml.DOCKER.resolve(settings)), "console", "users_file"));
    String folder = mounted.get(users.getParent().toString());
    assertThat(folder).as("a mounted file would stay the one that was replaced").isNotNull();
    assertThat(Yaml.DOCKER.resolve(folder)).isDirectory();
    assertThat(Yaml.DOCKER.resolve(folder).resolve(".gitignore"))
        .as("the project does not hold who may sign in")
        .content()
        .contains("\n*\n");
  }

  @ParameterizedTest
  @MethodSource("variants")
  void volumesOfOurImagesBelongToWhoeverRunsThere(Map<String, Object> variant) throws Exception {
    int held = 0;
    for (Map.Entry<String, Object> each : services(variant).entrySet()) {
      String image = (String) Yaml.at(each.getValue(), "image");
      for (String volume : Yaml.texts(Yaml.at(each.getValue(), "volumes"))) {
        String[] parts = volume.split(":", -1);
        if (image.startsWith("zhijing/") && !parts[0].startsWith("./")) {
          String name = image.substring(image.indexOf('/') + 1, image.indexOf(':'));
          assertThat(madeFor(name, (String) Yaml.at(each.getValue(), "user")))
              .as(each.getKey() + ": over a folder that is not there a volume is root's alone")
              .contains(parts[1]);
          held++;
        }
      }
    }
    assertThat(held).as("ZooKeeper, and two of each job").isEqualTo(5);
  }

  /** Folders that an image makes, while it still may, and gives to a user. */
  private static List<String> madeFor(String image, String user) throws IOException {
    List<String> lines = Files.readAllLines(Yaml.DOCKER.resolve(image).resolve("Dockerfile"));
    List<String> asRoot = lines.stream().takeWhile(line -> !line.startsWith("USER ")).toList();
    String making = "RUN install -d -o " + user + " -g " + user + " ";
    return starting(asRoot, making).stream()
        .flatMap(line -> Stream.of(line.substring(making.length()).split(" ", -1)))
        .toList();
  }

  private static List<String> starting(List<String> lines, String with) {
    return lines.stream().filter(line -> line.startsWith(with)).toList();
  }
}
