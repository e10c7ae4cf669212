package io.zhijing.jobs.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import io.zhijing.connectors.notify.RetryPolicy;
import io.zhijing.connectors.notify.settings.ChannelSettings;
import io.zhijing.connectors.notify.settings.SmtpSettings;
import io.zhijing.connectors.notify.settings.TimeLimits;
import io.zhijing.connectors.secret.Secret;
import io.zhijing.jobs.embedded.EmbeddedFlink;
import io.zhijing.jobs.embedded.EmbeddedServers;
import io.zhijing.jobs.notification.Audience.Member;
import io.zhijing.jobs.settings.NotificationSettings;
import io.zhijing.jobs.settings.NotificationSettings.Codes;
import io.zhijing.jobs.settings.NotificationSettings.Limits;
import io.zhijing.jobs.settings.NotificationSettings.Look;
import io.zhijing.jobs.settings.NotificationSettings.Telling;
import io.zhijing.jobs.settings.PackWatch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.elasticsearch.client.RestClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 200 warnings, 50 subscriptions, every fifth attempt goes wrong, the worker dies ten times. */
class NotificationIT {
  private static final String RUN = "notification";
  private static final int KILLS = 10;
  private static final int DIGEST_SIZE = 20;
  private static final int SECONDS_TO_DIGEST = 160;
  private static final int FEED_EVERY_MILLIS = 600;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration LIMIT = Duration.ofMillis(800);
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @TempDir private static Path folder;
  private static EmbeddedServers servers;
  private static EmbeddedFlink flink;

  private final List<Receiver> hooks = new ArrayList<>();
  private JobID job;
  private final Faults faults = new Faults();

  @BeforeAll
  static void start() throws InterruptedException {
    servers = EmbeddedServers.start(EmbeddedServers.Settings.usual(), progress -> {});
    flink = EmbeddedFlink.start(2, EmbeddedFlink.USUAL_PORT);
  }

  @AfterAll
  static void stop() {
    flink.close();
    servers.close();
  }

  /** A job that a failed test left behind would keep its slots from the next one. */
  @AfterEach
  void cancel() {
    if (job != null) {
      flink.cancel(job);
    }
  }

  private static NotificationSettings settings(
      String run, ZoneOffset zone, Map<String, ChannelSettings> channels) throws Exception {
    KafkaSettings kafka = new KafkaSettings(servers.bootstrapServers(), run, Map.of());
    TopicAdmin.createMissing(kafka, 1, PATIENCE);
    ElasticsearchSettings elasticsearch =
        new ElasticsearchSettings(List.of(servers.elasticsearchUri()), run, new Credentials.None());
    try (RestClient client = Connections.open(elasticsearch)) {
      Templates.install(client, run);
      Templates.verify(client, run);
    }
    return new NotificationSettings(
        new Codes(new PackWatch("inner-mongolia"), Set.of("food_regulator")),
        kafka,
        elasticsearch,
        run,
        new Telling(
            zone,
            channels,
            new RetryPolicy(
                Duration.ofMillis(300), Duration.ofSeconds(2), 40, Duration.ofHours(1), 0.3),
            new Limits(Duration.ofDays(1), DIGEST_SIZE, 4, Duration.ofDays(400)),
            new Look("http://localhost/warnings/", true)));
  }

  private JobID submit(NotificationSettings settings) {
    Configuration configuration = new Configuration();
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(500));
    configuration.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, folder.toUri().toString());
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 10_000);
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(200));
    job =
        flink.submit(
            NotificationJob.graph(
                settings.group(), settings, NotificationEnds.of(settings), 2, configuration));
    return job;
  }

  /** A zone in which the digests' hour is so many seconds away. */
  private static ZoneOffset zoneWithDigestIn(int seconds) {
    int utc = LocalTime.now(ZoneOffset.UTC).toSecondOfDay();
    int offset = 8 * 3600 - seconds - utc;
    return ZoneOffset.ofTotalSeconds(offset < -12 * 3600 ? offset + 24 * 3600 : offset);
  }

  @Test
  void everyDueDeliveryArrivesOnceAndNobodyGetsAnythingElse() throws Exception {
    try (Mailboxes mail = new Mailboxes(id -> faults.next(id) != Receiver.Manner.TAKES);
        RealAlertmanager alertmanager = new RealAlertmanager(folder);
        Robots robots = new Robots(alertmanager.base(), faults::next)) {
      Map<String, ChannelSettings> channels =
          new HashMap<>(robots.channels(new TimeLimits(LIMIT, LIMIT)));
      for (int i = 0; i < 4; i++) {
        Receiver hook = new Receiver();
        hook.behaves(message -> faults.next(message.path("deliveryId").asText()));
        hooks.add(hook);
        channels.put("hook" + i, Deliveries.webhook(hook.address(), LIMIT));
      }
      channels.put(
          "mail",
          new SmtpSettings(
              "127.0.0.1",
              mail.port(),
              SmtpSettings.Encryption.NONE,
              "",
              Secret.none(),
              "zhijing@example.org",
              new TimeLimits(LIMIT, LIMIT)));
      NotificationSettings settings = settings(RUN, zoneWithDigestIn(SECONDS_TO_DIGEST), channels);
      try (SubscriptionProducer producer = new SubscriptionProducer(settings.kafka(), PATIENCE)) {
        for (Member member : Audience.all()) {
          producer.put(member.subscription());
        }
      }
      long began = System.nanoTime();
      submit(settings);
      feedAndKill(settings.kafka(), job);
      await()
          .atMost(Duration.ofMinutes(5))
          .pollInterval(Duration.ofSeconds(1))
          .until(() -> Due.missing(Inbox.all(hooks, mail), robots).isEmpty());
      int repeats = RobotVerdict.judge(robots, alertmanager);
      judge(Inbox.all(hooks, mail), mail, repeats, Duration.ofNanos(System.nanoTime() - began));
      audit(settings);
      aMalformedSubscriptionChangesNothingAndIsKept(settings);
    } finally {
      hooks.forEach(Receiver::close);
    }
  }

  @Test
  void aFlappingSeriesIsOneWarningAndAtMostThreeMessages() throws Exception {
    try (Receiver hook = new Receiver()) {
      hooks.add(hook);
      Map<String, ChannelSettings> channels =
          Map.of("hook", Deliveries.webhook(hook.address(), PATIENCE));
      NotificationSettings settings = settings("flapping", ZoneOffset.UTC, channels);
      try (SubscriptionProducer producer = new SubscriptionProducer(settings.kafka(), PATIENCE)) {
        producer.put(Audience.everythingAtOnce());
      }
      try (ReportProducer producer = new ReportProducer(settings.kafka())) {
        for (byte[] record : Flapping.records()) {
          producer.send(settings.kafka().topics().warnings(), new byte[] {1}, record);
        }
        producer.flush();
      }
      submit(settings);
      long steps =
          Flapping.revisions().stream()
              .filter(each -> each.lastTransition().revision() == each.revision())
              .count();
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  actions(settings, "matched") == steps
                      && actions(settings, "delivered") >= 1
                      && hook.taken().size() == actions(settings, "delivered"));
      assertThat(hook.taken()).hasSizeBetween(1, 3);
      assertThat(hook.taken())
          .extracting(each -> each.path("groupLabels").path("warning_id").asText())
          .containsOnly(Flapping.revisions().get(0).id());
      assertThat(hook.taken().get(0).toString()).contains("呼和浩特").contains("启动应急处置方案");
    }
  }

  private static long actions(NotificationSettings settings, String action) throws IOException {
    return documents(settings, DocumentKind.AUDIT).stream()
        .filter(each -> action.equals(each.path("action").asText()))
        .count();
  }

  private void feedAndKill(KafkaSettings kafka, JobID job) throws Exception {
    AtomicInteger fed = new AtomicInteger();
    ScheduledExecutorService feeder = Executors.newSingleThreadScheduledExecutor();
    try (ReportProducer producer = new ReportProducer(kafka)) {
      var feeding =
          feeder.scheduleAtFixedRate(
              () -> {
                if (fed.get() < WarningRecords.COUNT) {
                  for (byte[] record : WarningRecords.life(fed.get())) {
                    producer.send(kafka.topics().warnings(), new byte[] {1}, record);
                  }
                  producer.flush();
                  fed.incrementAndGet();
                }
              },
              0,
              FEED_EVERY_MILLIS,
              TimeUnit.MILLISECONDS);
      for (int kill = 1; kill <= KILLS; kill++) {
        int until = kill * WarningRecords.COUNT / (KILLS + 1);
        int before = faults.seen();
        await()
            .atMost(Duration.ofMinutes(3))
            .until(
                () ->
                    fed.get() >= until
                        && faults.seen() > before
                        && flink.status(job) == JobStatus.RUNNING);
        flink.replaceWorker();
      }
      await().atMost(Duration.ofMinutes(3)).until(() -> fed.get() == WarningRecords.COUNT);
      feeding.cancel(false);
    } finally {
      feeder.shutdownNow();
    }
  }

  private void judge(Map<String, Inbox> inboxes, Mailboxes mail, int repeats, Duration took) {
    int messages = repeats;
    int distinct = 0;
    for (Inbox inbox : inboxes.values()) {
      messages += inbox.messages;
      distinct += inbox.deliveries.size();
    }
    for (Member member : Due.hookMembers()) {
      Inbox inbox = inboxes.getOrDefault(member.address(), new Inbox());
      Set<String> due = Due.ids(member.due());
      assertThat(due).as(member.address()).containsAll(inbox.raisedAtOnce);
      assertThat(due).as(member.address()).containsAll(inbox.inDigest);
      assertThat(inbox.digests).as(member.address()).isLessThanOrEqualTo(1);
      assertThat(inbox.inDigest.size()).isLessThanOrEqualTo(DIGEST_SIZE);
      assertThat(Collections.disjoint(inbox.raisedAtOnce, inbox.inDigest)).isTrue();
      if (member.cap() == Audience.CAP) {
        assertThat(inbox.deliveries.size()).as(member.address()).isEqualTo(Audience.CAP + 1);
        assertThat(inbox.more).as(member.address()).isPositive();
      } else if (!member.isQuiet()) {
        long waiting =
            member.due().stream()
                .filter(each -> !each.isUrgent() && !Due.isOverBeforeDigest(each))
                .count();
        assertThat(inbox.inDigest.size() + inbox.more).as(member.address()).isEqualTo(waiting);
      }
    }
    for (Member member : Audience.all()) {
      if (member.channel().equals("mail")) {
        assertThat(inboxes.get(member.address()).deliveries)
            .as(member.address())
            .hasSize(Due.expectedMails(member));
      }
    }
    assertThat(hooks).allSatisfy(hook -> assertThat(hook.forged()).isEmpty());
    assertThat(mail.taken()).allSatisfy(each -> assertThat(each.delivery()).isNotEmpty());
    assertThat(faults.injected() / (double) faults.seen()).isBetween(0.15, 0.25);
    String numbers =
        "%d deliveries, %d of them twice, %d attempts, %d faults, %d kills, %d s"
            .formatted(
                distinct,
                messages - distinct,
                faults.seen(),
                faults.injected(),
                KILLS,
                took.toSeconds());
    org.slf4j.LoggerFactory.getLogger(NotificationIT.class).info(numbers);
    assertThat(messages - distinct).as(numbers).isLessThan(distinct / 100);
  }

  private static List<JsonNode> documents(NotificationSettings settings, DocumentKind kind)
      throws IOException {
    List<JsonNode> documents = new ArrayList<>();
    try (DocumentReader reader = new DocumentReader(settings.elasticsearch())) {
      String alias = kind.alias(settings.elasticsearch().indexPrefix());
      if (reader.exists(alias)) {
        reader.refresh(alias);
        for (byte[] source : reader.sources(alias).values()) {
          documents.add(MAPPER.readTree(source));
        }
      }
    }
    return documents;
  }

  private static void audit(NotificationSettings settings) throws IOException {
    List<JsonNode> audit = documents(settings, DocumentKind.AUDIT);
    assertThat(audit)
        .allSatisfy(
            each ->
                assertThat(each.toString())
                    .doesNotContain("@example.org")
                    .doesNotContain("\"r1\""));
    assertThat(audit)
        .filteredOn(each -> "matched".equals(each.path("action").asText()))
        .hasSize(WarningRecords.COUNT * 11 / 10);
    assertThat(audit)
        .filteredOn(each -> "not_delivered".equals(each.path("action").asText()))
        .extracting(each -> each.path("reason").asText())
        .contains("beyond_digest", "over_before_told")
        .doesNotContain("", "too_many_attempts");
    assertThat(audit)
        .filteredOn(each -> "delivered".equals(each.path("action").asText()))
        .isNotEmpty()
        .allSatisfy(
            each -> {
              assertThat(each.path("delivery_id").asText()).isNotEmpty();
              assertThat(each.path("subscriptions")).isNotEmpty();
            });
  }

  private static void aMalformedSubscriptionChangesNothingAndIsKept(NotificationSettings settings)
      throws Exception {
    try (ReportProducer producer = new ReportProducer(settings.kafka())) {
      producer.send(
          settings.kafka().topics().subscriptions(),
          "s00".getBytes(StandardCharsets.UTF_8),
          "{\"recipient\":7,\"digest_hour\":99}".getBytes(StandardCharsets.UTF_8));
      producer.flush();
    }
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(documents(settings, DocumentKind.DEAD_LETTERS).toString())
                    .contains("recipient:wrong_type")
                    .contains("channel:missing")
                    .contains("digest_hour:out_of_range"));
  }
}
