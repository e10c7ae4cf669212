package io.zhijing.dashboards.console.topics;

import io.zhijing.connectors.kafka.KafkaSettings;
import io.zhijing.connectors.wire.DecodedSubscription;
import io.zhijing.connectors.wire.KeyedEnvelope;
import io.zhijing.connectors.wire.SubscriptionDecoder;
import io.zhijing.detection.subscription.Subscription;
import io.zhijing.detection.subscription.Vocabulary;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The subscriptions that there are now, as the compacted topic has them. Thread-safe. */
public final class Subscriptions implements AutoCloseable {
  private final SortedMap<String, Subscription> known = new TreeMap<>();
  private final SubscriptionDecoder decoder;
  private final TopicBook book;

  /** Subscriptions whose codes the vocabulary has; others change nothing. */
  public Subscriptions(KafkaSettings kafka, Vocabulary vocabulary) {
    this.decoder = new SubscriptionDecoder(vocabulary);
    this.book =
        new TopicBook(
            kafka,
            kafka.topics().subscriptions(),
            new TopicBook.Reader() {
              @Override
              public void restart() {
                synchronized (known) {
                  known.clear();
                }
              }

              @Override
              public void take(KeyedEnvelope record) {
                learn(record);
              }
            });
  }

  private void learn(KeyedEnvelope record) {
    synchronized (known) {
      if (record.isTombstone()) {
        known.remove(record.key());
      } else if (decoder.decode(record) instanceof DecodedSubscription.Accepted accepted) {
        known.put(record.key(), accepted.subscription());
      }
    }
  }

  /** Whether all there are have been read. */
  public boolean isComplete() {
    return book.isComplete();
  }

  /** All, by id. */
  public List<Subscription> all() {
    synchronized (known) {
      return List.copyOf(known.values());
    }
  }

  /** One. */
  public Optional<Subscription> find(String id) {
    synchronized (known) {
      return Optional.ofNullable(known.get(id));
    }
  }

  @Override
  public void close() {
    book.close();
  }
}
