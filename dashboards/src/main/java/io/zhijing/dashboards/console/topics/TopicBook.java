package io.zhijing.dashboards.console.topics;

import io.zhijing.connectors.kafka.KafkaSettings;
import io.zhijing.connectors.kafka.TopicFollower;
import io.zhijing.connectors.wire.KeyedEnvelope;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows a topic in a thread of its own, and starts again where the broker was away. Owns the
 * thread and its consumer.
 */
public final class TopicBook implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TopicBook.class);
  private static final Duration WAIT = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final long PAUSE_MILLIS = 2_000;

  private final KafkaSettings kafka;
  private final String topic;
  private final Reader reader;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread thread;
  private volatile boolean isComplete;

  /** Takes what the topic holds. */
  public interface Reader {
    /** Everything begins anew: forget what was taken. */
    void restart();

    /** The next record. */
    void take(KeyedEnvelope record);
  }

  /** Starts to follow a topic. */
  public TopicBook(KafkaSettings kafka, String topic, Reader reader) {
    this.kafka = kafka;
    this.topic = topic;
    this.reader = reader;
    this.thread = new Thread(this::follow, "console-" + topic);
    this.thread.setDaemon(true);
    this.thread.start();
  }

  private void follow() {
    while (stopped.getCount() > 0) {
      try (TopicFollower follower = new TopicFollower(kafka, topic, PATIENCE)) {
        reader.restart();
        Consumer<KeyedEnvelope> take = reader::take;
        while (stopped.getCount() > 0) {
          follower.poll(WAIT).forEach(take);
          if (!isComplete && follower.hasCaughtUp()) {
            isComplete = true;
          }
        }
      } catch (RuntimeException e) {
        isComplete = false;
        LOG.warn("Cannot read the topic {}, and tries again: {}", topic, e.toString());
        pause();
      }
    }
  }

  private void pause() {
    try {
      stopped.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stopped.countDown();
    }
  }

  /** Whether everything that the topic held at the start has been taken. */
  public boolean isComplete() {
    return isComplete;
  }

  @Override
  public void close() {
    stopped.countDown();
    try {
      thread.join(PATIENCE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
