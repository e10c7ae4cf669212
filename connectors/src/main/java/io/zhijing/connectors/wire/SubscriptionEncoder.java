package io.zhijing.connectors.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zhijing.detection.model.Coded;
import io.zhijing.detection.subscription.Subscription;
import io.zhijing.detection.subscription.Subscription.Delivery;
import io.zhijing.detection.subscription.Subscription.Interest;
import java.nio.charset.StandardCharsets;
import java.util.Collection;

/**
 * A subscription to the bytes of its current schema; equal ones to equal bytes. The inverse of
 * {@link SubscriptionDecoder}.
 */
public final class SubscriptionEncoder {

  /** The record's key. */
  public byte[] key(Subscription subscription) {
    return subscription.id().getBytes(StandardCharsets.UTF_8);
  }

  /** The record's value. */
  public byte[] encode(Subscription subscription) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("schema", WireSchema.SUBSCRIPTION);
    json.put("subscription_id", subscription.id());
    json.put("version", subscription.version());
    json.put("recipient", subscription.recipient());
    json.put("active", subscription.isActive());
    Interest interest = subscription.interest();
    write(json, "regions", interest.regions());
    write(json, "sectors", interest.sectors());
    write(json, "hazards", interest.hazards());
    write(json, "streams", codes(interest.streams()));
    write(json, "departments", interest.departments());
    json.put("min_level", interest.minLevel().code());
    Delivery delivery = subscription.delivery();
    json.put("channel", delivery.channel());
    json.put("address", delivery.address());
    json.put("language", delivery.language());
    ArrayNode immediate = json.putArray("immediate");
    codes(delivery.timing().immediate()).stream().sorted().forEach(immediate::add);
    json.put("digest_hour", delivery.timing().digestHour());
    delivery
        .timing()
        .quiet()
        .ifPresent(
            quiet ->
                json.put("quiet_from", quiet.from().toString())
                    .put("quiet_to", quiet.to().toString()));
    json.put("cap_per_day", delivery.timing().capPerDay());
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static Collection<String> codes(Collection<? extends Coded> values) {
    return values.stream().map(Coded::code).toList();
  }

  private static void write(ObjectNode json, String name, Collection<String> values) {
    if (!values.isEmpty()) {
      values.stream().sorted().forEach(json.putArray(name)::add);
    }
  }
}
