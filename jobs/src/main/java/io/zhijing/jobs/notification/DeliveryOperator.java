package io.zhijing.jobs.notification;

import io.zhijing.connectors.notify.DeliveryId;
import io.zhijing.connectors.notify.Notification;
import io.zhijing.connectors.notify.Outcome;
import io.zhijing.connectors.notify.RateLimit;
import io.zhijing.connectors.notify.RetryPolicy;
import io.zhijing.detection.model.Coded;
import io.zhijing.detection.subscription.Why;
import io.zhijing.jobs.metrics.CodeCounters;
import io.zhijing.jobs.metrics.LogEvent;
import io.zhijing.jobs.metrics.Metric;
import io.zhijing.jobs.settings.NotificationSettings.Telling;
import io.zhijing.jobs.state.DeliveryRecord;
import io.zhijing.jobs.state.DeliveryRecord.StepName;
import io.zhijing.jobs.state.DeliveryRecord.To;
import io.zhijing.jobs.state.Dispatch;
import io.zhijing.jobs.state.PendingDelivery;
import io.zhijing.jobs.state.RecipientDay;
import io.zhijing.jobs.state.ToldWarning;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Tells each recipient, and keeps what it was told. The key is the recipient, so that a dead one
 * holds up no other; of each, one message is in flight at a time. Messages are sent on other
 * threads and their outcomes come back as mails to the operator's own, so that neither a peer that
 * hangs nor a message in flight holds up a checkpoint: what was in flight is due again after a
 * restore, under the same delivery id. Time is real time, for people are told by it.
 *
 * <p>An operator and not a keyed function, since only an operator may go on with a key that an
 * outcome names.
 */
public final class DeliveryOperator extends AbstractStreamOperator<DeliveryRecord>
    implements OneInputStreamOperator<Dispatch, DeliveryRecord>,
        Triggerable<String, VoidNamespace> {
  private static final long serialVersionUID = 1;
  private static final String RETRIED = "retried";

  /** Was due, and will not be delivered: somebody is to look. */
  static final String GIVEN_UP = "given_up";

  private final Telling telling;
  private final DeliveryLog.Opener opener;
  private final transient MailboxExecutor mailbox;
  private transient DeliveryLog log;
  private transient Map<String, String> logged;
  private transient InternalTimerService<VoidNamespace> timers;
  private transient RecipientBook book;
  private transient DeliveryPlanner planner;
  private transient Channels channels;
  private transient Set<String> inFlight;
  private transient CodeCounters attempts;

  /** Deliveries as told. */
  DeliveryOperator(
      StreamOperatorParameters<DeliveryRecord> parameters,
      Telling telling,
      DeliveryLog.Opener opener) {
    super(parameters);
    this.opener = opener;
    this.telling = telling;
    this.mailbox = parameters.getMailboxExecutor();
  }

  @Override
  public void open() throws Exception {
    super.open();
    inFlight = new HashSet<>();
    attempts =
        new CodeCounters(
            getMetricGroup(),
            Metric.DELIVERIES,
            List.of(DeliveryRecord.DELIVERED, DeliveryRecord.NOT_DELIVERED, RETRIED, GIVEN_UP));
    timers = getInternalTimerService("deliveries", VoidNamespaceSerializer.INSTANCE, this);
    book = new RecipientBook(getKeyedStateStore());
    planner = new DeliveryPlanner(telling, book, this::tell);
    channels =
        new Channels(
            telling.channels(),
            telling.limits().threads(),
            () -> Instant.ofEpochMilli(timers.currentProcessingTime()));
    log = opener.get();
    logged = new HashMap<>(log.read());
    wakeRestored();
  }

  /** Timers of what waited come back by themselves; what was in flight has none. */
  private void wakeRestored() throws Exception {
    Set<String> keys = new LinkedHashSet<>();
    KeyedStateBackend<String> backend = getKeyedStateBackend();
    backend.applyToAllKeys(
        VoidNamespace.INSTANCE,
        VoidNamespaceSerializer.INSTANCE,
        RecipientBook.pending(),
        (key, state) -> keys.add(key));
    for (String key : keys) {
      setCurrentKey(key);
      wakeAt(timers.currentProcessingTime());
    }
  }

  @Override
  public void processElement(StreamRecord<Dispatch> element) throws Exception {
    long now = timers.currentProcessingTime();
    Optional<Long> wake = planner.accept(element.getValue(), now);
    if (wake.isPresent()) {
      wakeAt(wake.get());
    }
    attend(element.getValue().recipient(), now);
  }

  @Override
  public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
    long now = Math.max(timer.getTimestamp(), timers.currentProcessingTime());
    for (long wake : planner.release(now)) {
      wakeAt(wake);
    }
    attend(timer.getKey(), now);
  }

  @Override
  public void onEventTime(InternalTimer<String, VoidNamespace> timer) {
    throw new IllegalStateException("nobody is told by event time");
  }

  private void wakeAt(long time) {
    timers.registerProcessingTimeTimer(VoidNamespace.INSTANCE, time);
  }

  /** Sends the recipient's next message if it is due and none is in flight. */
  private void attend(String recipient, long now) throws Exception {
    while (!inFlight.contains(recipient)) {
      Optional<PendingDelivery> next = book.next();
      if (next.isEmpty()) {
        return;
      }
      PendingDelivery delivery = next.get();
      RateLimit limit = limit(delivery);
      Instant allowed = limit.nextAllowed(Instant.ofEpochMilli(now));
      long due = Math.max(delivery.due(), allowed.toEpochMilli());
      if (due > now) {
        wakeAt(due);
        return;
      }
      String receipt = logged.remove(delivery.id());
      if (receipt == null) {
        start(delivery, limit, now);
      } else {
        // It arrived before a crash and after the last checkpoint.
        book.done(delivery.id());
        succeed(delivery, receipt, now);
      }
    }
  }

  private RateLimit limit(PendingDelivery delivery) throws Exception {
    var channel = telling.channels().get(delivery.items()[0].channel());
    if (channel == null || channel.rateLimit().windows().isEmpty()) {
      return RateLimit.unlimited();
    }
    List<Instant> taken =
        Arrays.stream(book.day().taken()).mapToObj(Instant::ofEpochMilli).toList();
    return new RateLimit(channel.rateLimit().windows(), taken);
  }

  private void start(PendingDelivery delivery, RateLimit limit, long now) throws Exception {
    Dispatch first = delivery.items()[0];
    String recipient = first.recipient();
    String warning = first.step().warning();
    ToldWarning told = book.told(warning);
    boolean isOrphan = !delivery.isDigest() && first.terms().needsEarlier() && !told.isTold();
    Optional<Notification> message =
        channels.has(first.channel())
            ? Messages.of(
                delivery, telling, delivery.isDigest() ? List.of() : Arrays.asList(told.receipts()))
            : Optional.empty();
    if (isOrphan || message.isEmpty()) {
      fail(delivery, isOrphan ? Why.NEVER_TOLD : Why.UNKNOWN_CHANNEL, "");
      return;
    }
    if (!limit.windows().isEmpty()) {
      long[] taken =
          limit.taken(Instant.ofEpochMilli(now)).taken().stream()
              .mapToLong(Instant::toEpochMilli)
              .toArray();
      RecipientDay day = book.day();
      book.keep(day.withTaken(taken));
    }
    inFlight.add(recipient);
    channels.send(
        first.channel(), message.get(), outcome -> report(recipient, delivery.id(), outcome));
  }

  /** Called on a channel's thread. After the operator was closed there is nobody to tell. */
  private void report(String recipient, String id, Outcome outcome) {
    try {
      if (outcome instanceof Outcome.Delivered taken && !log.add(id, taken.receipt())) {
        LOG.warn(
            LogEvent.DELIVERY_NOT_LOGGED.marker(),
            "a delivery could not be logged; a crash before the next checkpoint repeats it");
      }
      mailbox.execute(() -> finish(recipient, id, outcome), "outcome of a delivery");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RejectedExecutionException e) {
      LOG.debug("an outcome came after the end; the delivery is repeated after a restore");
    }
  }

  private void finish(String recipient, String id, Outcome outcome) throws Exception {
    setCurrentKey(recipient);
    inFlight.remove(recipient);
    PendingDelivery delivery = book.pending(id);
    long now = timers.currentProcessingTime();
    if (outcome instanceof Outcome.Delivered taken) {
      book.done(id);
      succeed(delivery, taken.receipt(), now);
    } else if (outcome instanceof Outcome.Retryable retryable) {
      retry(delivery, retryable, now);
    } else if (outcome instanceof Outcome.Rejected rejected) {
      fail(delivery, rejected.reason(), rejected.detail());
    }
    attend(recipient, now);
  }

  private void succeed(PendingDelivery delivery, String receipt, long now) throws Exception {
    int named = named(delivery);
    for (int i = 0; i < delivery.items().length; i++) {
      Dispatch item = delivery.items()[i];
      if (i < named) {
        String warning = item.step().warning();
        book.keep(warning, book.told(warning).with(receipt));
        tell(
            record(delivery, item, now)
                .ended(DeliveryRecord.DELIVERED, delivery.isDigest() ? "digest" : "immediate", ""));
      } else {
        untold(delivery, item, Why.BEYOND_DIGEST, "");
      }
    }
  }

  /** A channel carries less than the digest may hold, and counts what did not fit. */
  private int named(PendingDelivery delivery) {
    String channel = delivery.items()[0].channel();
    int all = delivery.items().length;
    return delivery.isDigest() && channels.has(channel)
        ? Messages.of(delivery, telling, List.of())
            .map(message -> channels.named(channel, message))
            .orElse(all)
        : all;
  }

  private void retry(PendingDelivery delivery, Outcome.Retryable outcome, long now)
      throws Exception {
    RetryPolicy.Decision decision =
        telling
            .retry()
            .after(
                new RetryPolicy.Attempt(
                    new DeliveryId(delivery.id()),
                    Instant.ofEpochMilli(delivery.createdAt()),
                    delivery.attempts() + 1,
                    Instant.ofEpochMilli(now)),
                outcome);
    if (decision instanceof RetryPolicy.RetryAt again) {
      attempts.count(RETRIED);
      book.keep(delivery.failed(again.at().toEpochMilli()));
    } else if (decision instanceof RetryPolicy.GiveUp end) {
      String last = outcome.reason().code() + ": " + outcome.detail();
      fail(delivery, end.reason(), last);
    }
  }

  /** It was not told and will not be; whoever knows nothing else of it is not told its end. */
  private void fail(PendingDelivery delivery, Coded why, String detail) throws Exception {
    book.done(delivery.id());
    if (why != Why.NEVER_TOLD) {
      attempts.count(GIVEN_UP);
    }
    for (Dispatch item : delivery.items()) {
      untold(delivery, item, why, detail);
    }
  }

  private void untold(PendingDelivery delivery, Dispatch item, Coded why, String detail)
      throws Exception {
    String warning = item.step().warning();
    ToldWarning told = book.told(warning);
    book.keep(warning, told.told(told.receipts().length > 0));
    tell(
        record(delivery, item, timers.currentProcessingTime())
            .ended(DeliveryRecord.NOT_DELIVERED, why.code(), detail));
  }

  private static DeliveryRecord record(PendingDelivery delivery, Dispatch item, long now) {
    return new DeliveryRecord(
        delivery.id(),
        StepName.of(item.step()),
        now,
        "",
        "",
        "",
        To.of(item),
        delivery.attempts() + 1);
  }

  private void tell(DeliveryRecord record) {
    attempts.count(record.outcome());
    output.collect(new StreamRecord<>(record));
  }

  @Override
  public void close() throws Exception {
    if (channels != null) {
      channels.close();
    }
    if (log != null) {
      log.close();
    }
    super.close();
  }
}
