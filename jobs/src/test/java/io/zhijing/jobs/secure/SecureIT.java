package io.zhijing.jobs.secure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.zhijing.connectors.elasticsearch.ElasticsearchSettings;
import io.zhijing.connectors.entry.Authorities;
import io.zhijing.connectors.kafka.KafkaSettings;
import io.zhijing.connectors.kafka.SubscriptionProducer;
import io.zhijing.connectors.settings.ServersFile;
import io.zhijing.dashboards.console.Console;
import io.zhijing.dashboards.console.ConsoleFile;
import io.zhijing.dashboards.console.access.Passwords;
import io.zhijing.dashboards.console.access.Role;
import io.zhijing.dashboards.console.access.Tokens;
import io.zhijing.dashboards.console.access.User;
import io.zhijing.dashboards.console.access.UserFile;
import io.zhijing.dashboards.console.access.Viewer;
import io.zhijing.detection.model.RiskLevel;
import io.zhijing.detection.subscription.Subscription;
import io.zhijing.detection.subscription.Subscription.Delivery;
import io.zhijing.detection.subscription.Subscription.Interest;
import io.zhijing.detection.subscription.Subscription.Timing;
import io.zhijing.jobs.console.SmallRegion;
import io.zhijing.jobs.embedded.EmbeddedFlink;
import io.zhijing.jobs.notification.NotificationEnds;
import io.zhijing.jobs.notification.NotificationJob;
import io.zhijing.jobs.pipeline.RealEnds;
import io.zhijing.jobs.pipeline.RiskMonitoringJob;
import io.zhijing.jobs.settings.JobSettings;
import io.zhijing.jobs.settings.NotificationFile;
import io.zhijing.jobs.settings.NotificationSettings;
import io.zhijing.jobs.settings.SettingsFile;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The secure variant end to end: its very files, real servers, and every program as its own user.
 * What works, works by TLS and accounts; what must not, is refused, and it is said why.
 */
@ExtendWith(SecureServers.Shared.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SecureIT {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir private static Path folder;
  private static SecureServers servers;

  @BeforeAll
  static void start() {
    servers = SecureServers.shared();
  }

  @Test
  @Order(1)
  void aReportBecomesAWarningThatIsToldShownAndActedOn() throws Exception {
    new SmallRegion(servers.kafka("source")).produce();
    List<JsonNode> told = new CopyOnWriteArrayList<>();
    HttpServer receiver = receiver(told);
    try (EmbeddedFlink flink = EmbeddedFlink.start(4, 0);
        SubscriptionProducer subscriptions =
            new SubscriptionProducer(servers.kafka("console"), PATIENCE)) {
      subscriptions.put(everything());
      JobID monitoring = flink.submit(monitoring());
      flink.submit(notification(receiver));
      await()
          .atMost(PATIENCE)
          .until(() -> flink.status(monitoring).isTerminalState() || !told.isEmpty());
      assertThat(told).as("somebody was told of a warning").isNotEmpty();
      showsAndObeys();
    } finally {
      receiver.stop(0);
    }
  }

  @Test
  @Order(2)
  void noLogOrCheckpointHoldsASecret() throws Exception {
    List<Path> places = new ArrayList<>(servers.logs());
    try (Stream<Path> logs = Files.list(Path.of("target"));
        Stream<Path> checkpoints = Files.walk(folder)) {
      logs.filter(file -> file.getFileName().toString().matches("test.*\\.log"))
          .forEach(places::add);
      checkpoints
          .filter(Files::isRegularFile)
          .filter(file -> file.toString().contains("checkpoints-"))
          .forEach(places::add);
    }
    assertThat(places).hasSizeGreaterThan(3);
    for (Path place : places) {
      String text = Files.readString(place, StandardCharsets.ISO_8859_1);
      for (String secret : servers.passwords()) {
        assertThat(text.contains(secret)).as(place.toString()).isFalse();
      }
    }
  }

  private static StreamGraph monitoring() throws Exception {
    JobSettings settings =
        SettingsFile.forJob(Map.of())
            .read(servers.settings("monitoring", "2016-01-01", SmallRegion.FIRST.toString()));
    return RiskMonitoringJob.graph(
        "monitoring",
        settings.pipeline(),
        RealEnds.of(
            new RealEnds.Servers(
                settings.kafka(), settings.elasticsearch(), settings.group(), false),
            settings.pipeline(),
            Duration.ofHours(1)),
        2,
        checkpoints("monitoring"));
  }

  private static StreamGraph notification(HttpServer receiver) throws Exception {
    NotificationSettings settings =
        new NotificationFile(Map.of())
            .read(
                servers.settings(
                    "notification",
                    "https://duty.example.org/zhijing",
                    "http://127.0.0.1:" + receiver.getAddress().getPort() + "/"));
    return NotificationJob.graph(
        "notification", settings, NotificationEnds.of(settings), 2, checkpoints("notification"));
  }

  private static Configuration checkpoints(String job) {
    Configuration flink = new Configuration();
    flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(500));
    flink.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    flink.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        folder.resolve("checkpoints-" + job).toUri().toString());
    return flink;
  }

  private static HttpServer receiver(List<JsonNode> told) throws Exception {
    HttpServer receiver =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/",
        exchange -> {
          told.add(MAPPER.readTree(exchange.getRequestBody().readAllBytes()));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    receiver.start();
    return receiver;
  }

  private static Subscription everything() {
    return new Subscription(
        "duty",
        1,
        "duty",
        Interest.everything(RiskLevel.BLUE),
        new Delivery(
            "duty-room",
            "duty",
            "zh",
            new Timing(
                Set.of(RiskLevel.BLUE, RiskLevel.YELLOW, RiskLevel.ORANGE, RiskLevel.RED),
                8,
                Optional.empty(),
                1000)),
        true);
  }

  private static void showsAndObeys() throws Exception {
    Tokens.Issued issued = Tokens.issue("test", Set.of(), Optional.empty(), new SecureRandom());
    UserFile users = new UserFile(folder.resolve("console_users"));
    users.write(
        List.of(
            new User(
                new Viewer(
                    "ola", Set.of(Role.OFFICER), Set.of("food_regulator"), Set.of("150600"), "en"),
                new Passwords(4, new SecureRandom()).hash("correct horse battery"),
                false,
                List.of(issued.token()))));
    Path file = servers.settings("console", SecureServers.USERS_FILE, users.path().toString());
    try (Console console =
        Console.start(
            new ConsoleFile(Map.of(), "test")
                .read(file, new ConsoleFile.Overrides(Optional.of("127.0.0.1"), Optional.of(0))),
            Clock.systemUTC())) {
      assertThat(console.address().getScheme()).isEqualTo("https");
      Officer ola = new Officer(console.address(), issued.key());
      // While days are still being judged, what is open changes from one look to the next.
      await().atMost(PATIENCE).until(() -> !ola.openAfterTheLastDay().isEmpty());
      String warning = ola.openAfterTheLastDay().get(0);
      assertThat(ola.acknowledge(warning).path("state").asText()).isEqualTo("done");
    }
  }

  /** Speaks to the console by TLS. */
  private record Officer(URI console, String key) {
    JsonNode get(String path) throws Exception {
      return send(HttpRequest.newBuilder(console.resolve("/api/v1" + path)).GET());
    }

    /** Ids of the warnings of inspections that are open once the last day has been judged. */
    List<String> openAfterTheLastDay() throws Exception {
      List<String> ids = new ArrayList<>();
      for (JsonNode each : get("/warnings?status=open&stream=inspection").path("items")) {
        if (!Instant.parse(each.path("as_of").asText()).isBefore(SmallRegion.END)) {
          ids.add(each.path("id").asText());
        }
      }
      return ids;
    }

    JsonNode acknowledge(String warning) throws Exception {
      return send(
          HttpRequest.newBuilder(console.resolve("/api/v1/warnings/" + warning + "/commands"))
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString("{\"act\":\"acknowledge\"}")));
    }

    private JsonNode send(HttpRequest.Builder request) throws Exception {
      HttpClient client =
          HttpClient.newBuilder()
              .sslContext(new Authorities(Files.readString(servers.authority())).context())
              .build();
      HttpResponse<String> answer =
          client.send(
              request.header("Authorization", "Bearer " + key).build(),
              HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      return MAPPER.readTree(answer.body());
    }
  }

  @Test
  void settingsOfTheVariantPrintNoSecret() throws Exception {
    for (String program : List.of("setup", "monitoring", "console", "notification")) {
      ServersFile.Servers read = new ServersFileOf(servers.settings(program)).servers();
      KafkaSettings kafka = read.kafka();
      ElasticsearchSettings elasticsearch = read.elasticsearch();
      assertThat(kafka.toString() + elasticsearch)
          .contains(program)
          .doesNotContain(kafka.security().password().reveal())
          .doesNotContain(Files.readString(servers.secretFile("elasticsearch_" + program)));
    }
  }

  /** Only the servers of a file that may say more. */
  private record ServersFileOf(Path file) {
    ServersFile.Servers servers() throws Exception {
      String text = Files.readString(file);
      int end = text.indexOf("link_base");
      Files.writeString(file, end < 0 ? text : text.substring(0, end));
      return new ServersFile(Map.of()).read(file);
    }
  }
}
