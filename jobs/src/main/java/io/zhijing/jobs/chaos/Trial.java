package io.zhijing.jobs.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zhijing.connectors.elasticsearch.Connections;
import io.zhijing.connectors.elasticsearch.Credentials;
import io.zhijing.connectors.elasticsearch.DocumentKind;
import io.zhijing.connectors.elasticsearch.DocumentReader;
import io.zhijing.connectors.elasticsearch.ElasticsearchSettings;
import io.zhijing.connectors.elasticsearch.Templates;
import io.zhijing.connectors.kafka.KafkaSettings;
import io.zhijing.connectors.kafka.ReportProducer;
import io.zhijing.connectors.kafka.SubscriptionProducer;
import io.zhijing.connectors.kafka.TopicAdmin;
import io.zhijing.detection.model.RiskLevel;
import io.zhijing.detection.subscription.Subscription;
import io.zhijing.jobs.embedded.EmbeddedCluster;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.Response;
import org.elasticsearch.client.RestClient;

/** One run of both jobs over the replay while a schedule's faults strike. */
public final class Trial {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final int PARTITIONS = 2;
  private static final int SLICES = 50;
  private static final int PERCENT = 100;
  private static final int NO_CAP = 1_000;
  private static final int POLLS = 100;
  private static final int PAUSE_SECONDS = 4;
  private static final int QUIET_POLLS = 8;
  private static final Set<String> TELLING = Set.of("matched", "delivered", "not_delivered");
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Arena arena;
  private final Replay replay;
  private final String run;
  private final Consumer<String> progress;
  private final KafkaSettings kafka;
  private final ElasticsearchSettings elasticsearch;
  private String[] jobs = {};

  /**
   * A run.
   *
   * @param run what its topics and indices begin with
   * @param progress told what strikes when
   */
  public Trial(Arena arena, Replay replay, String run, Consumer<String> progress) {
    this.arena = arena;
    this.replay = replay;
    this.run = run;
    this.progress = progress;
    this.kafka = new KafkaSettings(arena.servers().bootstrapServers(), run, Map.of());
    this.elasticsearch =
        new ElasticsearchSettings(
            List.of(arena.servers().elasticsearchUri()), run, new Credentials.None());
  }

  /** Submits both jobs, with somebody who is told of everything. */
  public void begin(Path folder) throws IOException, InterruptedException {
    TopicAdmin.createMissing(kafka, PARTITIONS, PATIENCE);
    try (RestClient client = Connections.open(elasticsearch)) {
      Templates.install(client, run);
    }
    try (SubscriptionProducer producer = new SubscriptionProducer(kafka, PATIENCE)) {
      producer.put(everything());
    }
    RunFiles files =
        RunFiles.write(
            folder,
            run,
            replay,
            new RunFiles.Addresses(
                kafka.bootstrapServers(), arena.proxy().uri(), arena.subscriber().address(run)));
    jobs =
        new String[] {
          submit("MonitoringMain", files.monitoring(), PARTITIONS),
          submit("NotificationMain", files.notification(), 1)
        };
  }

  /** Sends the replay, and strikes. */
  public void play(Schedule schedule) throws IOException, InterruptedException {
    int sent = 0;
    int struck = 0;
    try (ReportProducer producer = new ReportProducer(kafka)) {
      for (int slice = 1; slice <= SLICES; slice++) {
        int until = (int) ((long) replay.reports().size() * slice / SLICES);
        replay.reports().subList(sent, until).forEach(producer::send);
        producer.flush();
        sent = until;
        while (struck < schedule.strikes().size()
            && schedule.strikes().get(struck).atPercent() <= slice * PERCENT / SLICES) {
          strike(schedule.strikes().get(struck++));
        }
      }
      producer.heartbeat(
          "rehearsal",
          replay
              .last()
              .plusDays(Replay.OUT_OF_ORDER_DAYS + 1)
              .atStartOfDay(replay.pack().zone())
              .toInstant());
      producer.flush();
    }
  }

  private void strike(Schedule.Strike strike) throws IOException, InterruptedException {
    progress.accept(
        "at %d %%: %s for %d s"
            .formatted(strike.atPercent(), strike.fault().code(), strike.holdSeconds()));
    arena.begin(strike);
    TimeUnit.SECONDS.sleep(strike.holdSeconds());
    arena.end(strike);
    supervise();
  }

  private void supervise() throws InterruptedException {
    for (String started : arena.cluster().restartEnded()) {
      progress.accept(started + " had ended by itself and was started again, as supervisors do");
    }
  }

  /** What an undisturbed run leaves: everything is accounted for, and nothing more comes. */
  public Outcome settled() throws IOException, InterruptedException {
    long before = -1;
    int quiet = 0;
    for (int poll = 0; poll < POLLS; poll++) {
      TimeUnit.SECONDS.sleep(1);
      long now = size();
      quiet = now == before && received() == replay.reports().size() ? quiet + 1 : 0;
      before = now;
      if (quiet >= QUIET_POLLS) {
        Outcome outcome = outcome();
        TimeUnit.SECONDS.sleep(QUIET_POLLS);
        if (outcome.equals(outcome())) {
          return outcome;
        }
        quiet = 0;
      }
    }
    throw new IllegalStateException(
        "the run does not come to rest: " + received() + " of " + replay.reports().size());
  }

  /** What a run leaves that shall be as another: waits until it is so, and stays so. */
  public Outcome settledAs(Outcome expected) throws IOException, InterruptedException {
    Outcome now = outcome();
    int equal = 0;
    for (int poll = 0; poll < POLLS && equal < 2; poll++) {
      TimeUnit.SECONDS.sleep(PAUSE_SECONDS);
      supervise();
      boolean isWorthALook =
          size() == expected.documents().size() + expected.deliveries().size() || poll == POLLS - 1;
      if (isWorthALook) {
        now = outcome();
        equal = now.differences(expected).isEmpty() ? equal + 1 : 0;
      }
    }
    return equal == 2 ? now : outcome();
  }

  /** How many documents and deliveries there are: much cheaper than to read them. */
  private long size() throws IOException {
    long size = arena.subscriber().taken(run).size();
    try (DocumentReader reader = new DocumentReader(elasticsearch)) {
      for (DocumentKind kind : EnumSet.allOf(DocumentKind.class)) {
        if (reader.exists(kind.alias(run))) {
          reader.refresh(kind.alias(run));
          size += reader.count(kind.alias(run));
        }
      }
    }
    return size;
  }

  /** The state of both jobs, as the REST API names it. */
  public List<String> states() throws IOException {
    return List.of(
        arena.cluster().ask("/jobs/" + jobs[0]).path("state").asText(),
        arena.cluster().ask("/jobs/" + jobs[1]).path("state").asText());
  }

  /** Id of the monitoring job. */
  public String monitoring() {
    return jobs[0];
  }

  /** Everything that stands in Elasticsearch and was delivered by now. */
  public Outcome outcome() throws IOException {
    Map<String, String> documents = new TreeMap<>();
    try (DocumentReader reader = new DocumentReader(elasticsearch)) {
      for (DocumentKind kind : EnumSet.allOf(DocumentKind.class)) {
        if (reader.exists(kind.alias(run))) {
          reader.refresh(kind.alias(run));
          for (Map.Entry<String, byte[]> each : reader.sources(kind.alias(run)).entrySet()) {
            documents.put(kind.code() + " " + each.getKey(), comparable(kind, each.getValue()));
          }
        }
      }
    }
    return new Outcome(documents, arena.subscriber().taken(run));
  }

  /**
   * When somebody was told, and at which attempt, differs from run to run; so does how far event
   * time had come when the last record of a stream was counted, and what the job's clock showed.
   */
  private static String comparable(DocumentKind kind, byte[] source) throws IOException {
    JsonNode document = MAPPER.readTree(source);
    if (TELLING.contains(document.path("action").asText())) {
      return document.path("action").asText();
    }
    if (kind == DocumentKind.HEALTH && document instanceof ObjectNode accounts) {
      accounts.remove(List.of("as_of", "checked_at", "heard_at", "silent"));
      return accounts.toString();
    }
    return new String(source, StandardCharsets.UTF_8);
  }

  private long received() throws IOException {
    long received = 0;
    try (DocumentReader reader = new DocumentReader(elasticsearch)) {
      String alias = DocumentKind.HEALTH.alias(run);
      if (reader.exists(alias)) {
        for (byte[] source : reader.sources(alias).values()) {
          received += MAPPER.readTree(source).path("received").asLong();
        }
      }
    }
    return received;
  }

  private String submit(String main, Path settings, int parallelism) throws InterruptedException {
    return arena
        .cluster()
        .submit(
            new EmbeddedCluster.Submission(
                EmbeddedCluster.jobJar(),
                "io.zhijing.jobs.submit." + main,
                settings,
                parallelism,
                RunFiles.SECRETS));
  }

  private static Subscription everything() {
    return new Subscription(
        "all",
        1,
        "all",
        Subscription.Interest.everything(RiskLevel.BLUE),
        new Subscription.Delivery(
            "hook",
            "all",
            "zh",
            new Subscription.Timing(
                Set.of(RiskLevel.BLUE, RiskLevel.YELLOW, RiskLevel.ORANGE, RiskLevel.RED),
                8,
                Optional.empty(),
                NO_CAP)),
        true);
  }

  /** Ends both jobs and deletes the documents, so that many runs fit into one Elasticsearch. */
  public void end() throws IOException, InterruptedException {
    for (String job : jobs) {
      arena.cluster().cancel(job);
    }
    try (RestClient client = Connections.open(elasticsearch)) {
      Response answer =
          client.performRequest(new Request("GET", "/_cat/indices/" + run + "-*?format=json"));
      for (JsonNode each : MAPPER.readTree(answer.getEntity().getContent())) {
        client.performRequest(new Request("DELETE", "/" + each.path("index").asText()));
      }
    }
  }
}
