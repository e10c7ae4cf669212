package io.zhijing.jobs.settings;

import io.zhijing.connectors.elasticsearch.ElasticsearchSettings;
import io.zhijing.connectors.kafka.KafkaSettings;
import io.zhijing.connectors.notify.RetryPolicy;
import io.zhijing.connectors.notify.settings.ChannelSettings;
import io.zhijing.detection.subscription.Vocabulary;
import io.zhijing.jobs.settings.PipelineSettings.SerializableSupplier;
import java.io.Serializable;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;

/**
 * All that the notification job needs. Prints itself with secrets masked.
 *
 * @param codes which codes subscriptions may name
 * @param kafka where warnings and subscriptions come from
 * @param elasticsearch where the audit documents go
 * @param group consumer group of the warnings
 * @param telling how recipients are told
 */
public record NotificationSettings(
    Codes codes,
    KafkaSettings kafka,
    ElasticsearchSettings elasticsearch,
    String group,
    Telling telling) {

  /**
   * Which codes subscriptions may name; a worker loads the pack once.
   *
   * @param watch the pack
   * @param departments codes of its departments
   */
  public record Codes(PackWatch watch, Set<String> departments)
      implements SerializableSupplier<Vocabulary> {
    /** Copies the set. */
    public Codes {
      departments = Set.copyOf(departments);
    }

    @Override
    public Vocabulary get() {
      return new Vocabulary(watch.get(), departments);
    }
  }

  /**
   * How recipients are told.
   *
   * @param zone by whose clock hours and days are
   * @param channels by name
   * @param retry when an attempt is repeated
   * @param limits how much and how old
   * @param look what stands in every message
   */
  public record Telling(
      ZoneId zone,
      Map<String, ChannelSettings> channels,
      RetryPolicy retry,
      Limits limits,
      Look look)
      implements Serializable {
    /** Copies the map. */
    public Telling {
      channels = Map.copyOf(channels);
    }
  }

  /**
   * How much and how old.
   *
   * @param newsFor how long after Kafka took it a step is news
   * @param digestSize most warnings that a digest tells; it counts the others
   * @param threads attempts at once over each channel and worker
   * @param rememberEnded how long the delivery log remembers a warning that ended
   */
  public record Limits(Duration newsFor, int digestSize, int threads, Duration rememberEnded)
      implements Serializable {
    /** A day, twenty, four, and four hundred days. */
    public static Limits standard() {
      return new Limits(Duration.ofDays(1), 20, 4, Duration.ofDays(400));
    }
  }

  /**
   * What stands in every message.
   *
   * @param linkBase where people read more, the warning's id is put behind it; empty for no link
   * @param isSimulated whether every message says that it is made up
   */
  public record Look(String linkBase, boolean isSimulated) implements Serializable {}
}
