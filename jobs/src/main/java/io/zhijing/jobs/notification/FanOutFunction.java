package io.zhijing.jobs.notification;

import io.zhijing.connectors.notify.DeliveryId;
import io.zhijing.connectors.notify.settings.ChannelSettings;
import io.zhijing.connectors.notify.wiring.Addresses;
import io.zhijing.connectors.wire.DecodedSubscription;
import io.zhijing.connectors.wire.Fault;
import io.zhijing.connectors.wire.KeyedEnvelope;
import io.zhijing.connectors.wire.SubscriptionDecoder;
import io.zhijing.detection.model.Coded;
import io.zhijing.detection.subscription.News;
import io.zhijing.detection.subscription.Subscription;
import io.zhijing.detection.subscription.Subscription.Delivery;
import io.zhijing.detection.subscription.Subscription.Timing;
import io.zhijing.detection.subscription.Tellings;
import io.zhijing.detection.subscription.Vocabulary;
import io.zhijing.detection.subscription.Why;
import io.zhijing.jobs.decode.DecodeSubscriptionFunction;
import io.zhijing.jobs.metrics.CodeCounters;
import io.zhijing.jobs.metrics.LogEvent;
import io.zhijing.jobs.metrics.Metric;
import io.zhijing.jobs.settings.NotificationSettings.Codes;
import io.zhijing.jobs.settings.NotificationSettings.Telling;
import io.zhijing.jobs.settings.PipelineSettings.SerializableSupplier;
import io.zhijing.jobs.state.DeliveryRecord;
import io.zhijing.jobs.state.DeliveryRecord.StepName;
import io.zhijing.jobs.state.DeliveryRecord.To;
import io.zhijing.jobs.state.Dispatch;
import io.zhijing.jobs.state.States;
import io.zhijing.jobs.state.SubscriptionChange;
import io.zhijing.jobs.state.Types;
import io.zhijing.jobs.state.WarningStep;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.BroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Steps to their recipients, by the subscriptions known. Before the first step it reads everything
 * that the topic of subscriptions holds, so that no recipient is missed because a step was faster
 * than a subscription.
 */
public final class FanOutFunction
    extends BroadcastProcessFunction<WarningStep, SubscriptionChange, Dispatch>
    implements CheckpointedFunction {
  private static final long serialVersionUID = 1;

  /** How each step was held against all subscriptions. */
  public static final OutputTag<DeliveryRecord> MATCHES =
      new OutputTag<>("matches", Types.of(DeliveryRecord.class));

  private static final Logger LOG = LoggerFactory.getLogger(FanOutFunction.class);

  /** In the counts of a step: subscriptions that cannot be used any more. */
  private static final String UNUSABLE = "unusable";

  private static final int MINUTES = 60;

  private final Codes codes;
  private final Telling telling;
  private final SerializableSupplier<List<KeyedEnvelope>> topic;
  private transient Vocabulary vocabulary;
  private transient SubscriptionDecoder decoder;
  private transient Map<String, Subscription> known;
  private transient SortedMap<String, List<Fault>> unusable;
  private transient CodeCounters outcomes;

  /**
   * A fan-out.
   *
   * @param codes which codes subscriptions may name
   * @param telling channels and limits
   * @param topic everything that the topic of subscriptions holds now
   */
  public FanOutFunction(
      Codes codes, Telling telling, SerializableSupplier<List<KeyedEnvelope>> topic) {
    this.codes = codes;
    this.telling = telling;
    this.topic = topic;
  }

  /** The state of subscriptions, by id. */
  static MapStateDescriptor<String, SubscriptionChange> subscriptions() {
    return States.byText("subscriptions", SubscriptionChange.class);
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    vocabulary = codes.get();
    decoder = new SubscriptionDecoder(vocabulary);
    known = new HashMap<>();
    unusable = new TreeMap<>();
    BroadcastState<String, SubscriptionChange> kept =
        context.getOperatorStateStore().getBroadcastState(subscriptions());
    for (Map.Entry<String, SubscriptionChange> each : kept.immutableEntries()) {
      learn(each.getValue());
    }
    readTopic(kept);
    unusable.forEach(
        (id, faults) ->
            LOG.warn(
                LogEvent.SUBSCRIPTION_UNUSABLE.marker(),
                "nobody is told by the subscription {} any more: {}",
                id,
                faults.stream()
                    .map(fault -> fault.field() + " " + fault.reason().code())
                    .toList()));
  }

  /**
   * What stands in the topic now is newer than what was kept, whatever its offsets: they begin anew
   * in a topic that was restored. What it holds no more was deleted and compacted away. A topic
   * that holds nothing at all says nothing.
   */
  private void readTopic(BroadcastState<String, SubscriptionChange> kept) throws Exception {
    Set<String> gone = new HashSet<>();
    kept.immutableEntries().forEach(each -> gone.add(each.getKey()));
    List<KeyedEnvelope> records = topic.get();
    for (KeyedEnvelope record : records) {
      gone.remove(record.key());
      Optional<SubscriptionChange> change = DecodeSubscriptionFunction.change(record, decoder);
      SubscriptionChange before = kept.get(record.key());
      if (change.isPresent()) {
        kept.put(change.get().id(), change.get());
        learn(change.get());
      } else if (before != null) {
        long offset = record.envelope().offset();
        kept.put(record.key(), new SubscriptionChange(before.id(), offset, before.form()));
      }
    }
    if (!records.isEmpty()) {
      for (String id : gone) {
        kept.remove(id);
        forget(id);
      }
    }
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) {}

  @Override
  public void open(OpenContext context) {
    outcomes =
        new CodeCounters(
            getRuntimeContext().getMetricGroup(),
            Metric.DELIVERIES,
            List.of(DeliveryRecord.NOT_DELIVERED, DeliveryOperator.GIVEN_UP));
  }

  @Override
  public void processBroadcastElement(
      SubscriptionChange change, Context context, Collector<Dispatch> out) throws Exception {
    take(change, context.getBroadcastState(subscriptions()));
  }

  private void take(SubscriptionChange change, BroadcastState<String, SubscriptionChange> kept)
      throws Exception {
    SubscriptionChange before = kept.get(change.id());
    if (before == null || before.offset() < change.offset()) {
      kept.put(change.id(), change);
      learn(change);
    }
  }

  /** A code that the pack has lost since leaves the subscription out. */
  private void learn(SubscriptionChange change) {
    forget(change.id());
    if (change.isDeleted()) {
      return;
    }
    DecodedSubscription decoded = decoder.decode(change.form());
    if (decoded instanceof DecodedSubscription.Accepted accepted) {
      known.put(change.id(), accepted.subscription());
    } else if (decoded instanceof DecodedSubscription.Refused refused) {
      unusable.put(change.id(), refused.faults());
    }
  }

  private void forget(String id) {
    known.remove(id);
    unusable.remove(id);
  }

  @Override
  public void processElement(WarningStep step, ReadOnlyContext context, Collector<Dispatch> out) {
    long now = context.currentProcessingTime();
    if (now - step.receivedAt() > telling.limits().newsFor().toMillis()) {
      context.output(MATCHES, record(step, now, DeliveryRecord.NOT_DELIVERED, Why.TOO_OLD, ""));
      return;
    }
    News news = new StepFacts(step).news(vocabulary.lattice());
    Tellings tellings = Tellings.of(known.values(), news, this::recipient);
    SortedMap<String, Integer> counts = new TreeMap<>();
    tellings.untold().values().forEach(why -> counts.merge(why.code(), 1, Integer::sum));
    int told = 0;
    for (Map.Entry<String, Tellings.Telling> each : tellings.told().entrySet()) {
      Dispatch dispatch =
          dispatch(each.getKey(), each.getValue(), terms(each.getValue(), news, false), step);
      Optional<Why> refusal = refusal(each.getValue().governing().delivery());
      if (refusal.isPresent()) {
        context.output(MATCHES, refused(dispatch, now, refusal.get()));
        outcomes.count(DeliveryRecord.NOT_DELIVERED);
        outcomes.count(DeliveryOperator.GIVEN_UP);
      } else {
        out.collect(dispatch);
        told++;
      }
    }
    tellings
        .following()
        .forEach(
            (recipient, each) -> {
              if (refusal(each.governing().delivery()).isEmpty()) {
                out.collect(dispatch(recipient, each, terms(each, news, true), step));
              }
            });
    counts.put("told", told);
    if (!unusable.isEmpty()) {
      counts.put(UNUSABLE, unusable.size());
    }
    context.output(MATCHES, record(step, now, DeliveryRecord.MATCHED, null, counts.toString()));
  }

  private Optional<Why> refusal(Delivery delivery) {
    ChannelSettings channel = telling.channels().get(delivery.channel());
    if (channel == null) {
      return Optional.of(Why.UNKNOWN_CHANNEL);
    }
    return Addresses.of(channel, delivery.address()).isPresent()
        ? Optional.empty()
        : Optional.of(Why.BAD_ADDRESS);
  }

  /** Channel and address, of which nothing can be read; a group of its robot's is one recipient. */
  private String recipient(Subscription subscription) {
    Delivery delivery = subscription.delivery();
    ChannelSettings channel = telling.channels().get(delivery.channel());
    boolean isGroup = channel != null && Addresses.isGroup(channel);
    return DeliveryId.of("recipient", delivery.channel(), isGroup ? "" : delivery.address()).text();
  }

  private static Dispatch dispatch(
      String recipient, Tellings.Telling telling, Dispatch.Terms terms, WarningStep step) {
    Delivery delivery = telling.governing().delivery();
    return new Dispatch(
        recipient,
        delivery.channel(),
        delivery.address(),
        delivery.language(),
        telling.subscriptions().toArray(String[]::new),
        terms,
        step);
  }

  /** A channel without digests tells everything at once, however much there is. */
  private Dispatch.Terms terms(Tellings.Telling each, News news, boolean isForFollowers) {
    Delivery delivery = each.governing().delivery();
    Timing timing = delivery.timing();
    ChannelSettings channel = telling.channels().get(delivery.channel());
    boolean isOneByOne = channel != null && Addresses.isOneByOne(channel);
    return new Dispatch.Terms(
        each.isImmediate() || isOneByOne,
        news.needsEarlier(),
        news.isEnd(),
        timing.digestHour(),
        timing.quiet().map(hours -> hours.from().toSecondOfDay() / MINUTES).orElse(-1),
        timing.quiet().map(hours -> hours.to().toSecondOfDay() / MINUTES).orElse(-1),
        isOneByOne ? Integer.MAX_VALUE : timing.capPerDay(),
        isForFollowers);
  }

  private static DeliveryRecord record(
      WarningStep step, long now, String outcome, Coded whyOrNull, String note) {
    return new DeliveryRecord(
        "",
        StepName.of(step),
        now,
        outcome,
        whyOrNull == null ? "" : whyOrNull.code(),
        note,
        To.all(),
        0);
  }

  private static DeliveryRecord refused(Dispatch dispatch, long now, Why why) {
    return new DeliveryRecord(
        "",
        StepName.of(dispatch.step()),
        now,
        DeliveryRecord.NOT_DELIVERED,
        why.code(),
        "",
        To.of(dispatch),
        0);
  }
}
