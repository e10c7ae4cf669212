package io.zhijing.dashboards.console.orders;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zhijing.connectors.kafka.SubscriptionProducer;
import io.zhijing.connectors.wire.DecodedSubscription;
import io.zhijing.connectors.wire.SubscriptionDecoder;
import io.zhijing.connectors.wire.WireSchema;
import io.zhijing.dashboards.console.access.Access;
import io.zhijing.dashboards.console.access.Action;
import io.zhijing.dashboards.console.access.Role;
import io.zhijing.dashboards.console.access.Viewer;
import io.zhijing.dashboards.console.orders.FaultyException.OrderFault;
import io.zhijing.dashboards.console.query.UnknownException;
import io.zhijing.dashboards.console.topics.Subscriptions;
import io.zhijing.detection.subscription.Subscription;
import io.zhijing.detection.subscription.Vocabulary;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who wants to be told of what. An officer reads and writes its own, by the recipient's name, and
 * asks for no more than it sees here: messages go round the decisions and masks of the console. An
 * address is shown to its owner and to administrators. Thread-safe.
 */
public final class SubscriptionOrders {
  private final Access access;
  private final Subscriptions subscriptions;
  private final SubscriptionProducer producer;
  private final SubscriptionDecoder decoder;
  private final Set<String> channels;

  /**
   * Subscriptions.
   *
   * @param access who may
   * @param subscriptions those that there are
   * @param producer takes changes
   * @param vocabulary codes that they may name
   * @param channels names of the notification job's channels; empty if they are not known here
   */
  public SubscriptionOrders(
      Access access,
      Subscriptions subscriptions,
      SubscriptionProducer producer,
      Vocabulary vocabulary,
      Set<String> channels) {
    this.access = access;
    this.subscriptions = subscriptions;
    this.producer = producer;
    this.decoder = new SubscriptionDecoder(vocabulary);
    this.channels = Set.copyOf(channels);
  }

  /**
   * A subscription as it is written; see docs/schema for what each field means and its default.
   *
   * @param version of its words, for people
   * @param recipient who
   * @param active whether it counts at present
   * @param regions codes; empty for all
   * @param sectors codes
   * @param hazards codes
   * @param streams codes
   * @param departments codes
   * @param minLevel lowest level
   * @param channel name of a channel
   * @param address within the channel
   * @param language zh or en
   * @param immediate levels that are told at once
   * @param digestHour hour of the daily digest
   * @param quietFrom begin of quiet hours
   * @param quietTo their end
   * @param capPerDay most messages a day
   */
  public record Written(
      Optional<Integer> version,
      String recipient,
      Optional<Boolean> active,
      Optional<List<String>> regions,
      Optional<List<String>> sectors,
      Optional<List<String>> hazards,
      Optional<List<String>> streams,
      Optional<List<String>> departments,
      Optional<String> minLevel,
      String channel,
      Optional<String> address,
      Optional<String> language,
      Optional<List<String>> immediate,
      Optional<Integer> digestHour,
      Optional<String> quietFrom,
      Optional<String> quietTo,
      Optional<Integer> capPerDay) {

    private byte[] json(String id) {
      ObjectNode json = JsonNodeFactory.instance.objectNode();
      json.put("schema", WireSchema.SUBSCRIPTION).put("subscription_id", id);
      json.put("recipient", recipient).put("channel", channel);
      version.ifPresent(value -> json.put("version", value));
      active.ifPresent(value -> json.put("active", value));
      texts(json, "regions", regions);
      texts(json, "sectors", sectors);
      texts(json, "hazards", hazards);
      texts(json, "streams", streams);
      texts(json, "departments", departments);
      minLevel.ifPresent(value -> json.put("min_level", value));
      address.ifPresent(value -> json.put("address", value));
      language.ifPresent(value -> json.put("language", value));
      texts(json, "immediate", immediate);
      digestHour.ifPresent(value -> json.put("digest_hour", value));
      quietFrom.ifPresent(value -> json.put("quiet_from", value));
      quietTo.ifPresent(value -> json.put("quiet_to", value));
      capPerDay.ifPresent(value -> json.put("cap_per_day", value));
      return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void texts(ObjectNode json, String name, Optional<List<String>> texts) {
      texts.ifPresent(
          list -> {
            ArrayNode array = json.putArray(name);
            list.forEach(array::add);
          });
    }
  }

  /** Those that a viewer may see. */
  public List<SubscriptionView> list(Viewer viewer) {
    access.require(viewer, Action.READ_SUBSCRIPTIONS);
    requireComplete();
    return subscriptions.all().stream()
        .filter(
            each -> access.decide(viewer, Action.READ_SUBSCRIPTIONS, each.recipient()).isAllowed())
        .map(SubscriptionView::of)
        .toList();
  }

  /**
   * What a subscription would say, if it is in order.
   *
   * @throws FaultyException naming every fault
   */
  public SubscriptionView check(Viewer viewer, String id, Written written) {
    access.require(viewer, Action.WRITE_SUBSCRIPTIONS);
    Subscription subscription = read(id, written);
    requireReach(viewer, subscription);
    return SubscriptionView.of(subscription);
  }

  /**
   * Writes a subscription.
   *
   * @throws FaultyException naming every fault
   */
  public SubscriptionView put(Viewer viewer, String id, Written written) {
    access.require(viewer, Action.WRITE_SUBSCRIPTIONS);
    requireComplete();
    Subscription subscription = read(id, written);
    Access.require(access.decide(viewer, Action.WRITE_SUBSCRIPTIONS, subscription.recipient()));
    subscriptions
        .find(id)
        .ifPresent(
            former ->
                Access.require(
                    access.decide(viewer, Action.WRITE_SUBSCRIPTIONS, former.recipient())));
    requireReach(viewer, subscription);
    write(() -> producer.put(subscription));
    return SubscriptionView.of(subscription);
  }

  /**
   * Deletes a subscription.
   *
   * @throws UnknownException if there is none
   */
  public void delete(Viewer viewer, String id) {
    access.require(viewer, Action.WRITE_SUBSCRIPTIONS);
    requireComplete();
    Optional<Subscription> former = subscriptions.find(id);
    if (former.isEmpty() && viewer.is(Role.ADMINISTRATOR)) {
      throw new UnknownException("subscription");
    }
    // Whether there is one that is not its own is nothing that an officer is told.
    Access.require(
        access.decide(
            viewer, Action.WRITE_SUBSCRIPTIONS, former.map(Subscription::recipient).orElse("")));
    write(() -> producer.delete(id));
  }

  private void requireReach(Viewer viewer, Subscription subscription) {
    Access.require(access.decide(viewer, Action.WRITE_SUBSCRIPTIONS, subscription.interest()));
  }

  private Subscription read(String id, Written written) {
    List<OrderFault> faults = new ArrayList<>();
    if (!channels.isEmpty() && !channels.contains(written.channel())) {
      faults.add(new OrderFault("channel", "not_in_list"));
    }
    DecodedSubscription decoded = decoder.decode(written.json(id));
    if (decoded instanceof DecodedSubscription.Refused refused) {
      refused
          .faults()
          .forEach(each -> faults.add(new OrderFault(each.field(), each.reason().code())));
    }
    if (!faults.isEmpty()) {
      throw new FaultyException(faults);
    }
    return ((DecodedSubscription.Accepted) decoded).subscription();
  }

  private void requireComplete() {
    if (!subscriptions.isComplete()) {
      throw new AwayException("the topic of subscriptions has not been read yet", null);
    }
  }

  private interface Write {
    void run() throws InterruptedException;
  }

  private static void write(Write write) {
    try {
      write.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AwayException("interrupted", e);
    } catch (IllegalStateException e) {
      throw new AwayException("Kafka did not take a subscription", e);
    }
  }
}
