package io.zhijing.jobs.savepoint;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.zhijing.connectors.elasticsearch.DocumentKind;
import io.zhijing.connectors.kafka.KafkaSettings;
import io.zhijing.connectors.notify.RetryPolicy;
import io.zhijing.connectors.notify.settings.TimeLimits;
import io.zhijing.connectors.notify.settings.WebhookSettings;
import io.zhijing.connectors.secret.Secret;
import io.zhijing.jobs.end.Servers;
import io.zhijing.jobs.notification.NotificationEnds;
import io.zhijing.jobs.notification.NotificationJob;
import io.zhijing.jobs.settings.NotificationSettings;
import io.zhijing.jobs.settings.PackWatch;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;

/** Both jobs over the story's topics, from nothing or from savepoints, until savepoints. */
final class Stage {
  static final Duration PATIENCE = Duration.ofMinutes(4);

  /** Of the jobs whose savepoints are stored. */
  static final int PARALLELISM = 2;

  private static final Duration POLL = Duration.ofMillis(300);
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Servers servers;
  private final String run;
  private final Running running;
  private final KafkaSettings kafka;
  private final Story story;

  /**
   * How the jobs are run.
   *
   * @param backend where state is kept, as Flink calls it
   * @param parallelism so many of each operator
   */
  record Running(String backend, int parallelism) {}

  /**
   * A stage.
   *
   * @param run what topics and indices begin with; part of a savepoint
   */
  Stage(Servers servers, String run, Running running) throws InterruptedException {
    this.servers = servers;
    this.run = run;
    this.running = running;
    this.kafka = servers.kafka(run);
    this.story = new Story(kafka);
  }

  Story story() {
    return story;
  }

  JobID monitoring(Optional<Path> savepoint) throws Exception {
    return servers.submit(
        run,
        Servers.settings(Story.PACK, Map.of("inspection", (int) Story.START.toEpochDay())),
        false,
        from(savepoint));
  }

  JobID notification(Optional<Path> savepoint, Hook hook) throws Exception {
    TimeLimits limits = new TimeLimits(Duration.ofSeconds(5), Duration.ofSeconds(5));
    NotificationSettings settings =
        new NotificationSettings(
            new NotificationSettings.Codes(new PackWatch(Story.PACK), Set.of()),
            kafka,
            servers.elasticsearch(run),
            run + "-notification",
            new NotificationSettings.Telling(
                ZoneOffset.UTC,
                Map.of(
                    "hook",
                    new WebhookSettings(
                        hook.address(),
                        Secret.of("a key for tests, not secret"),
                        Secret.none(),
                        URI.create("http://localhost/"),
                        limits)),
                new RetryPolicy(
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(2),
                    100_000,
                    Duration.ofDays(20_000),
                    0),
                NotificationSettings.Limits.standard(),
                new NotificationSettings.Look("", true)));
    return servers
        .flink()
        .submit(
            NotificationJob.graph(
                run,
                settings,
                NotificationEnds.of(settings),
                running.parallelism(),
                from(savepoint)));
  }

  private Configuration from(Optional<Path> savepoint) {
    Configuration configuration = new Configuration();
    configuration.set(StateBackendOptions.STATE_BACKEND, running.backend());
    configuration.set(CoreOptions.DEFAULT_PARALLELISM, running.parallelism());
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(500));
    savepoint.ifPresent(
        folder ->
            configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, folder.toUri().toString()));
    return configuration;
  }

  List<JsonNode> documents(DocumentKind kind) throws IOException {
    List<JsonNode> documents = new ArrayList<>();
    for (String source : servers.documents(run, kind).values()) {
      documents.add(MAPPER.readTree(source));
    }
    return documents;
  }

  /** Documents of the audit with an action, in no order. */
  List<JsonNode> audit(String action) throws IOException {
    return documents(DocumentKind.AUDIT).stream()
        .filter(each -> action.equals(each.path("action").asText()))
        .toList();
  }

  void awaitAudit(String action) {
    await().atMost(PATIENCE).pollInterval(POLL).until(() -> !audit(action).isEmpty());
  }

  /** Stops a job with a savepoint into a folder, and says where it is. */
  Path stop(JobID job, Path folder) throws Exception {
    URI jobs = servers.flink().webUi().resolve("/jobs/" + job + "/");
    HttpClient client = HttpClient.newHttpClient();
    String order =
        MAPPER.writeValueAsString(
            Map.of("targetDirectory", folder.toUri().toString(), "drain", false));
    String trigger =
        MAPPER
            .readTree(
                client
                    .send(
                        HttpRequest.newBuilder(jobs.resolve("stop"))
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(order))
                            .build(),
                        HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8))
                    .body())
            .path("request-id")
            .asText();
    HttpRequest ask = HttpRequest.newBuilder(jobs.resolve("savepoints/" + trigger)).build();
    String[] location = {""};
    await()
        .atMost(PATIENCE)
        .pollInterval(POLL)
        .until(
            () -> {
              JsonNode answer =
                  MAPPER.readTree(client.send(ask, HttpResponse.BodyHandlers.ofString()).body());
              location[0] = answer.at("/operation/location").asText();
              return !location[0].isEmpty();
            });
    return Path.of(URI.create(location[0]));
  }
}
