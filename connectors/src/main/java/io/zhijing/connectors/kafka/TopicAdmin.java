package io.zhijing.connectors.kafka;

import io.zhijing.connectors.entry.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Creates the topics that are missing, and returns when their partitions can be written to: a
 * producer that starts earlier can wait out its whole delivery timeout. Never changes one that
 * exists.
 */
public final class TopicAdmin {
  /** Larger than any record that is accepted, so that an oversized one can be refused by reason. */
  public static final int MAX_MESSAGE_BYTES = 16 * 1024 * 1024;

  /** Dead letters may hold sealed personal data, so they are not kept for ever. */
  public static final Duration DEAD_LETTERS_KEPT = Duration.ofDays(30);

  private static final Duration DELIVERIES_KEPT = Duration.ofDays(1);

  /** How many replicas a topic has is what the broker is set to. */
  private static final Optional<Short> BROKERS_OWN = Optional.empty();

  private static final Duration PAUSE = Duration.ofMillis(100);

  private TopicAdmin() {}

  /**
   * Creates missing topics. Those that the user may not even see are left to whoever may.
   *
   * @param settings how to reach Kafka
   * @param partitions partitions of each report topic
   * @return names of those that were created
   * @throws KafkaAwayException if the broker does not answer in time or refuses
   */
  public static List<String> createMissing(
      KafkaSettings settings, int partitions, Duration patience) throws InterruptedException {
    try (Admin admin = Admin.create(settings.properties())) {
      List<NewTopic> missing = missing(admin, all(settings.topics(), partitions), patience);
      List<String> created = create(admin, missing, settings, patience);
      awaitLeaders(admin, missing, patience);
      return created;
    } catch (ExecutionException e) {
      throw new KafkaAwayException(settings, e.getCause().getMessage(), e.getCause());
    } catch (TimeoutException e) {
      throw new KafkaAwayException(settings, e.getMessage(), e);
    }
  }

  /**
   * Names of those that were created; one that somebody else made a moment before, of which not
   * every broker knows yet, is as good.
   */
  private static List<String> create(
      Admin admin, List<NewTopic> missing, KafkaSettings settings, Duration patience)
      throws InterruptedException, ExecutionException, TimeoutException {
    Map<String, KafkaFuture<Void>> attempts = admin.createTopics(missing).values();
    List<String> created = new ArrayList<>();
    for (NewTopic topic : missing) {
      try {
        attempts.get(topic.name()).get(patience.toMillis(), TimeUnit.MILLISECONDS);
        created.add(topic.name());
      } catch (ExecutionException e) {
        if (e.getCause() instanceof AuthorizationException) {
          throw new KafkaAwayException(
              settings, "the user may not make the missing topics " + names(missing), e.getCause());
        } else if (!(e.getCause() instanceof TopicExistsException)) {
          throw e;
        }
      }
    }
    return created;
  }

  private static List<NewTopic> all(Topics topics, int partitions) {
    List<NewTopic> all = new ArrayList<>();
    for (String name : topics.reports()) {
      all.add(topic(name, partitions));
    }
    all.add(topic(topics.commands(), 1));
    all.add(topic(topics.rules(), 1));
    all.add(topic(topics.warnings(), 1));
    all.add(
        topic(topics.deadLetters(), 1)
            .configs(
                Map.of(
                    TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                    String.valueOf(MAX_MESSAGE_BYTES),
                    TopicConfig.RETENTION_MS_CONFIG,
                    String.valueOf(DEAD_LETTERS_KEPT.toMillis()))));
    all.add(compacted(topics.subscriptions()));
    all.add(
        topic(topics.deliveries(), 1)
            .configs(
                Map.of(
                    TopicConfig.RETENTION_MS_CONFIG, String.valueOf(DELIVERIES_KEPT.toMillis()))));
    return all;
  }

  /** A list of topics shows only those that a user may see, and would call the others missing. */
  private static List<NewTopic> missing(Admin admin, List<NewTopic> wanted, Duration patience)
      throws InterruptedException, ExecutionException, TimeoutException {
    Map<String, KafkaFuture<TopicDescription>> described =
        admin.describeTopics(names(wanted)).topicNameValues();
    List<NewTopic> missing = new ArrayList<>();
    for (NewTopic topic : wanted) {
      try {
        described.get(topic.name()).get(patience.toMillis(), TimeUnit.MILLISECONDS);
      } catch (ExecutionException e) {
        if (e.getCause() instanceof UnknownTopicOrPartitionException) {
          missing.add(topic);
        } else if (!(e.getCause() instanceof TopicAuthorizationException)) {
          throw e;
        }
      }
    }
    return missing;
  }

  private static List<String> names(List<NewTopic> topics) {
    return topics.stream().map(NewTopic::name).toList();
  }

  /**
   * Asks the leaders themselves: metadata names a leader before it is ready. A broker that has not
   * heard of a topic yet, although its controller has made it, says that there is none.
   */
  private static void awaitLeaders(Admin admin, List<NewTopic> created, Duration patience)
      throws InterruptedException, TimeoutException, ExecutionException {
    Map<TopicPartition, OffsetSpec> partitions = new HashMap<>();
    for (NewTopic topic : created) {
      for (int i = 0; i < topic.numPartitions(); i++) {
        partitions.put(new TopicPartition(topic.name(), i), OffsetSpec.latest());
      }
    }
    for (long left = patience.dividedBy(PAUSE); ; left--) {
      try {
        admin.listOffsets(partitions).all().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        return;
      } catch (ExecutionException e) {
        if (left <= 0 || !(e.getCause() instanceof UnknownTopicOrPartitionException)) {
          throw e;
        }
        TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
      }
    }
  }

  /** Kept without end, whatever the broker does with topics that say nothing of it. */
  private static NewTopic topic(String name, int partitions) {
    return new NewTopic(name, Optional.of(partitions), BROKERS_OWN)
        .configs(
            Map.of(
                TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                String.valueOf(MAX_MESSAGE_BYTES),
                TopicConfig.CLEANUP_POLICY_CONFIG,
                TopicConfig.CLEANUP_POLICY_DELETE,
                TopicConfig.RETENTION_MS_CONFIG,
                "-1",
                TopicConfig.RETENTION_BYTES_CONFIG,
                "-1"));
  }

  /** One partition: a later subscription has a higher offset. */
  private static NewTopic compacted(String name) {
    return new NewTopic(name, Optional.of(1), BROKERS_OWN)
        .configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
  }

  /** Kafka does not answer, or refuses. */
  public static final class KafkaAwayException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Optional<Refusal> refusal;

    KafkaAwayException(KafkaSettings settings, String message, Throwable cause) {
      super("Kafka at " + settings.bootstrapServers() + ": " + message, cause);
      this.refusal = KafkaDoor.refusal(settings, KafkaDoor.entry(cause));
    }

    /** What it refuses; empty if it may only be away. */
    public Optional<Refusal> refusal() {
      return refusal;
    }
  }
}
