package io.zhijing.connectors.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Looks at how the topics that hold the truth are kept, whoever made them. Changes nothing. */
public final class TopicSurvey {
  private TopicSurvey() {}

  /**
   * How each of them is kept. Those that are not there, or that the user may not see, are left out.
   * Dead letters and the log of deliveries are not among them: they are meant to end.
   *
   * @param settings how to reach Kafka
   * @param patience longest wait for each answer
   * @throws TopicAdmin.KafkaAwayException if the broker does not answer in time or refuses
   */
  public static List<TopicKeeping> of(KafkaSettings settings, Duration patience)
      throws InterruptedException {
    Map<String, String> policies = policies(settings.topics());
    try (Admin admin = Admin.create(settings.properties())) {
      Map<String, KafkaFuture<TopicDescription>> described =
          admin.describeTopics(policies.keySet()).topicNameValues();
      Map<ConfigResource, KafkaFuture<Config>> configs =
          admin
              .describeConfigs(policies.keySet().stream().map(TopicSurvey::resource).toList())
              .values();
      List<TopicKeeping> found = new ArrayList<>();
      for (Map.Entry<String, String> each : policies.entrySet()) {
        Optional<TopicDescription> topic = answer(described.get(each.getKey()), patience);
        Optional<Config> config = answer(configs.get(resource(each.getKey())), patience);
        if (topic.isPresent() && config.isPresent()) {
          found.add(keeping(topic.get(), config.get(), each.getValue()));
        }
      }
      return found;
    } catch (ExecutionException e) {
      throw new TopicAdmin.KafkaAwayException(settings, e.getCause().getMessage(), e.getCause());
    } catch (TimeoutException e) {
      throw new TopicAdmin.KafkaAwayException(settings, "does not answer", e);
    }
  }

  /** The cleanup policy of each topic that holds the truth. */
  private static Map<String, String> policies(Topics topics) {
    Map<String, String> policies = new LinkedHashMap<>();
    for (String name : topics.reports()) {
      policies.put(name, TopicConfig.CLEANUP_POLICY_DELETE);
    }
    policies.put(topics.commands(), TopicConfig.CLEANUP_POLICY_DELETE);
    policies.put(topics.rules(), TopicConfig.CLEANUP_POLICY_DELETE);
    policies.put(topics.warnings(), TopicConfig.CLEANUP_POLICY_DELETE);
    policies.put(topics.subscriptions(), TopicConfig.CLEANUP_POLICY_COMPACT);
    return policies;
  }

  private static ConfigResource resource(String topic) {
    return new ConfigResource(ConfigResource.Type.TOPIC, topic);
  }

  private static <T> Optional<T> answer(KafkaFuture<T> future, Duration patience)
      throws InterruptedException, ExecutionException, TimeoutException {
    try {
      return Optional.of(future.get(patience.toMillis(), TimeUnit.MILLISECONDS));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException
          || e.getCause() instanceof AuthorizationException) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static TopicKeeping keeping(TopicDescription topic, Config config, String policy) {
    return new TopicKeeping(
        topic.name(),
        policy,
        config.get(TopicConfig.CLEANUP_POLICY_CONFIG).value(),
        Long.parseLong(config.get(TopicConfig.RETENTION_MS_CONFIG).value()),
        Long.parseLong(config.get(TopicConfig.RETENTION_BYTES_CONFIG).value()),
        topic.partitions().stream().mapToInt(each -> each.replicas().size()).min().orElse(0));
  }
}
