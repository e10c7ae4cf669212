package io.zhijing.jobs.savepoint;

import io.zhijing.connectors.kafka.KafkaSettings;
import io.zhijing.connectors.kafka.RecordProducer;
import io.zhijing.connectors.kafka.ReportProducer;
import io.zhijing.connectors.kafka.SubscriptionProducer;
import io.zhijing.connectors.wire.CommandEncoder;
import io.zhijing.connectors.wire.RawReport;
import io.zhijing.connectors.wire.RawReport.Identity;
import io.zhijing.connectors.wire.RawReport.Outcome;
import io.zhijing.connectors.wire.RawReport.Person;
import io.zhijing.connectors.wire.RawReport.Sampling;
import io.zhijing.connectors.wire.RawReport.What;
import io.zhijing.connectors.wire.RawReport.Where;
import io.zhijing.connectors.wire.RawReport.Who;
import io.zhijing.detection.model.ReportStream;
import io.zhijing.detection.model.RiskLevel;
import io.zhijing.detection.subscription.Subscription;
import io.zhijing.detection.subscription.Subscription.Delivery;
import io.zhijing.detection.subscription.Subscription.Interest;
import io.zhijing.detection.subscription.Subscription.Timing;
import io.zhijing.detection.warning.Command;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Made-up inspections of five wards. In one of them many fail on one day, a warning is raised and
 * acknowledged, the rules change; then the savepoint; then two quiet months, in which it closes.
 * Never changed: stored savepoints hold how much of it was read.
 */
final class Story {
  static final String PACK = "chicago";
  static final LocalDate START = LocalDate.parse("2012-01-02");
  static final LocalDate SPIKE = START.plusDays(200);
  static final int RULES_VERSION = 2;
  private static final LocalDate SAVEPOINT = SPIKE.plusDays(4);
  private static final LocalDate END = SPIKE.plusDays(60);
  private static final ZoneId ZONE = ZoneId.of("America/Chicago");
  private static final int WARDS = 5;
  private static final int FAILED = 30;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final KafkaSettings kafka;

  Story(KafkaSettings kafka) {
    this.kafka = kafka;
  }

  /** Reports until the savepoint. */
  void before() {
    try (ReportProducer producer = new ReportProducer(kafka)) {
      ordinary(producer, START, SPIKE);
      for (int i = 0; i < FAILED; i++) {
        producer.send(inspection("failed-" + i, SPIKE, WARDS, 1));
      }
      ordinary(producer, SPIKE.plusDays(1), SAVEPOINT);
      producer.heartbeat("story", SAVEPOINT.atStartOfDay(ZONE).toInstant());
      producer.flush();
    }
  }

  /** Reports after the savepoint. */
  void after() {
    try (ReportProducer producer = new ReportProducer(kafka)) {
      ordinary(producer, SAVEPOINT, END);
      producer.heartbeat("story", END.atStartOfDay(ZONE).toInstant());
      producer.flush();
    }
  }

  void subscribe() throws InterruptedException {
    try (SubscriptionProducer producer = new SubscriptionProducer(kafka, PATIENCE)) {
      producer.put(
          new Subscription(
              "all",
              1,
              "all",
              Interest.everything(RiskLevel.BLUE),
              new Delivery(
                  "hook",
                  "all",
                  "zh",
                  new Timing(
                      Set.of(RiskLevel.BLUE, RiskLevel.YELLOW, RiskLevel.ORANGE, RiskLevel.RED),
                      8,
                      Optional.empty(),
                      1_000)),
              true));
    }
  }

  void acknowledge(String warning) throws InterruptedException {
    send(
        kafka.topics().commands(),
        new CommandEncoder()
            .encode(
                new Command(
                    new Command.Order("command-1", warning, "officer li", "for a test"),
                    new Command.Acknowledge())));
  }

  void changeRules() throws InterruptedException {
    String rules =
        """
        id: centre
        version: %d
        author: officer li
        reason: for a test
        life: {downgrade_after_days: 7, close_after_days: 21}
        """
            .formatted(RULES_VERSION);
    send(kafka.topics().rules(), rules.getBytes(StandardCharsets.UTF_8));
  }

  private void send(String topic, byte[] value) throws InterruptedException {
    try (RecordProducer producer = new RecordProducer(kafka, PATIENCE)) {
      producer.send(topic, new byte[] {1}, value);
    }
  }

  private static void ordinary(ReportProducer producer, LocalDate from, LocalDate to) {
    for (LocalDate day = from; day.isBefore(to); day = day.plusDays(1)) {
      for (int ward = 1; ward <= WARDS; ward++) {
        for (int i = 0; i < 2; i++) {
          long n = day.toEpochDay() * 3 + ward + i;
          producer.send(
              inspection("ward" + ward + "-" + day + "-" + i, day, ward, n % 10 == 0 ? 1 : 0));
        }
      }
    }
  }

  private static RawReport inspection(String id, LocalDate day, int ward, int failures) {
    return new RawReport(
        new Identity(
            ReportStream.INSPECTION, id, 0, false, day, day.atStartOfDay(ZONE).toInstant()),
        new Where("Ward 0" + ward, "", List.of()),
        new What("Restaurant", "", List.of(), ""),
        new Who("", "", "", "", ""),
        new Sampling("", "", "", ""),
        new Outcome(1, failures),
        Person.NONE);
  }
}
