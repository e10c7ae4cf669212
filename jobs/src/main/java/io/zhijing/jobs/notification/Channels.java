package io.zhijing.jobs.notification;

import io.zhijing.connectors.notify.Notification;
import io.zhijing.connectors.notify.Notifier;
import io.zhijing.connectors.notify.Outcome;
import io.zhijing.connectors.notify.settings.ChannelSettings;
import io.zhijing.connectors.notify.wiring.Notifiers;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The open channels, each with threads of its own, so that a channel whose peer hangs holds up no
 * other. What queues is bounded by the recipients: each has at most one message in flight.
 */
final class Channels implements AutoCloseable {
  private static final long IDLE_SECONDS = 30;
  private static final long GRACE_MILLIS = 100;

  private final Map<String, Notifier> notifiers = new HashMap<>();
  private final Map<String, ExecutorService> threads = new HashMap<>();

  /** Opens all channels; nothing is connected before the first message. */
  Channels(Map<String, ChannelSettings> settings, int threadsPerChannel, InstantSource time) {
    settings.forEach(
        (name, each) -> {
          notifiers.put(name, Notifiers.of(each, time));
          threads.put(name, pool(name, threadsPerChannel));
        });
  }

  private static ExecutorService pool(String name, int size) {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            size,
            size,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            work -> {
              Thread thread = new Thread(work, "notify-" + name);
              thread.setDaemon(true);
              return thread;
            });
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  /** Whether there is a channel of the name. */
  boolean has(String channel) {
    return notifiers.containsKey(channel);
  }

  /** How many of the notices a message of the channel names; the others it only counts. */
  int named(String channel, Notification notification) {
    return notifiers.get(channel).named(notification);
  }

  /**
   * Sends on a thread of the channel.
   *
   * @param then told the outcome, on that thread
   */
  void send(String channel, Notification notification, Consumer<Outcome> then) {
    Notifier notifier = notifiers.get(channel);
    threads.get(channel).execute(() -> then.accept(outcome(notifier, notification)));
  }

  /** Without an outcome a recipient would wait for ever. What went wrong may tell the address. */
  private static Outcome outcome(Notifier notifier, Notification notification) {
    try {
      return notifier.send(notification);
    } catch (RuntimeException e) {
      return new Outcome.Retryable(
          Outcome.RetryReason.GARBLED_ANSWER, e.getClass().getSimpleName());
    }
  }

  /** Lets what is in flight end, for a moment. */
  @Override
  public void close() {
    threads.values().forEach(ExecutorService::shutdown);
    try {
      for (ExecutorService each : threads.values()) {
        if (!each.awaitTermination(GRACE_MILLIS, TimeUnit.MILLISECONDS)) {
          each.shutdownNow();
        }
      }
    } catch (InterruptedException e) {
      threads.values().forEach(ExecutorService::shutdownNow);
      Thread.currentThread().interrupt();
    }
  }
}
