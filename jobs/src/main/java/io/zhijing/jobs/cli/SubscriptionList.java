package io.zhijing.jobs.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.zhijing.connectors.notify.settings.ChannelSettings;
import io.zhijing.connectors.notify.wiring.Addresses;
import io.zhijing.connectors.wire.DecodedSubscription;
import io.zhijing.connectors.wire.SubscriptionDecoder;
import io.zhijing.connectors.wire.WireSchema;
import io.zhijing.detection.subscription.Subscription;
import io.zhijing.detection.subscription.Why;
import io.zhijing.jobs.settings.NotificationSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A file of subscriptions, checked: YAML or JSON, a list in the wire's schema, whose version may be
 * left out.
 *
 * @param subscriptions those that can be used
 * @param faults everything wrong, each with the number and id of its entry
 * @param faulty how many cannot be used
 * @param total how many the file has
 */
record SubscriptionList(
    List<Subscription> subscriptions, List<String> faults, int faulty, int total) {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Reads and checks a file; YAML contains JSON. */
  static SubscriptionList read(Path file, NotificationSettings settings) throws IOException {
    JsonNode list = YAML.readTree(Files.readString(file));
    if (!list.isArray()) {
      throw new IOException("not a list");
    }
    SubscriptionDecoder decoder = new SubscriptionDecoder(settings.codes().get());
    List<Subscription> subscriptions = new ArrayList<>();
    List<String> faults = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    int faulty = 0;
    for (int i = 0; i < list.size(); i++) {
      String name = "#" + (i + 1) + " " + list.get(i).path("subscription_id").asText();
      List<String> own = new ArrayList<>();
      DecodedSubscription decoded = decoder.decode(bytes(list.get(i)));
      if (decoded instanceof DecodedSubscription.Refused refused) {
        refused.faults().forEach(each -> own.add(each.field() + " " + each.reason().code()));
      } else if (decoded instanceof DecodedSubscription.Accepted accepted) {
        own.addAll(deliverable(accepted.subscription(), settings));
        if (!ids.add(accepted.subscription().id())) {
          own.add("subscription_id duplicate");
        }
        subscriptions.add(accepted.subscription());
      }
      own.forEach(each -> faults.add(name + ": " + each));
      faulty += own.isEmpty() ? 0 : 1;
    }
    return new SubscriptionList(subscriptions, faults, faulty, list.size());
  }

  private static byte[] bytes(JsonNode entry) throws IOException {
    if (entry instanceof ObjectNode object && !object.has("schema")) {
      object.put("schema", WireSchema.SUBSCRIPTION);
    }
    return JSON.writeValueAsBytes(entry);
  }

  private static List<String> deliverable(
      Subscription subscription, NotificationSettings settings) {
    ChannelSettings channel = settings.telling().channels().get(subscription.delivery().channel());
    if (channel == null) {
      return List.of("channel " + Why.UNKNOWN_CHANNEL.code());
    }
    return Addresses.of(channel, subscription.delivery().address()).isPresent()
        ? List.of()
        : List.of("address " + Why.BAD_ADDRESS.code());
  }
}
