package io.zhijing.connectors.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.zhijing.connectors.wire.Fault.Reason;
import io.zhijing.detection.model.Coded;
import io.zhijing.detection.model.ReportStream;
import io.zhijing.detection.model.RiskLevel;
import io.zhijing.detection.subscription.QuietHours;
import io.zhijing.detection.subscription.Subscription;
import io.zhijing.detection.subscription.Subscription.Delivery;
import io.zhijing.detection.subscription.Subscription.Interest;
import io.zhijing.detection.subscription.Subscription.Problem;
import io.zhijing.detection.subscription.Subscription.Timing;
import io.zhijing.detection.subscription.Vocabulary;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Bytes to a subscription, or every reason why not. Thread-safe. */
public final class SubscriptionDecoder {
  private static final int MAX_VERSION = WireSchema.MAX_COUNT;

  private final StrictJson json = new StrictJson();
  private final Vocabulary vocabulary;

  /** A decoder that refuses codes which the vocabulary lacks. */
  public SubscriptionDecoder(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  /** Decodes a record that is no tombstone; its key must be the subscription's id. */
  public DecodedSubscription decode(KeyedEnvelope record) {
    DecodedSubscription decoded = decode(record.envelope().value());
    return decoded instanceof DecodedSubscription.Accepted accepted
            && !accepted.subscription().id().equals(record.key())
        ? new DecodedSubscription.Refused(List.of(new Fault("subscription_id", Reason.OTHER_KEY)))
        : decoded;
  }

  /** Decodes a record's value. */
  public DecodedSubscription decode(byte[] bytes) {
    List<Fault> faults = new ArrayList<>();
    Optional<JsonNode> tree = json.object(bytes, faults);
    if (tree.isEmpty()) {
      return new DecodedSubscription.Refused(faults);
    }
    FieldReader fields = new FieldReader(tree.get(), faults);
    String schema = fields.required("schema", WireSchema.MAX_ID);
    if (!schema.isEmpty() && !schema.equals(WireSchema.SUBSCRIPTION)) {
      fields.fault("schema", Reason.UNKNOWN_SCHEMA);
    }
    Subscription subscription =
        new Subscription(
            fields.required("subscription_id", WireSchema.MAX_ID),
            Math.min(MAX_VERSION, fields.count("version", 0)),
            fields.required("recipient", WireSchema.MAX_ID),
            interest(fields),
            delivery(fields),
            fields.flag("active", true));
    // What cannot be read has a fault by now; these are of what can.
    Set<Fault> all = new LinkedHashSet<>(faults);
    for (Problem problem : subscription.problems(vocabulary)) {
      all.add(new Fault(problem.field(), reason(problem.kind())));
    }
    return all.isEmpty()
        ? new DecodedSubscription.Accepted(subscription)
        : new DecodedSubscription.Refused(List.copyOf(all));
  }

  private static Reason reason(Problem.Kind kind) {
    return switch (kind) {
      case MISSING -> Reason.MISSING;
      case NOT_IN_LIST -> Reason.NOT_IN_LIST;
      case OUT_OF_RANGE -> Reason.OUT_OF_RANGE;
    };
  }

  private static Interest interest(FieldReader fields) {
    Set<RiskLevel> lowest =
        fields.has("min_level")
            ? coded(fields, "min_level", List.of(fields.text("min_level")), RiskLevel.values())
            : Set.of();
    return new Interest(
        Set.copyOf(fields.texts("regions")),
        Set.copyOf(fields.texts("sectors")),
        Set.copyOf(fields.texts("hazards")),
        coded(fields, "streams", fields.texts("streams"), ReportStream.values()),
        Set.copyOf(fields.texts("departments")),
        lowest.stream().findFirst().orElse(RiskLevel.BLUE));
  }

  private static Delivery delivery(FieldReader fields) {
    Timing standard = Timing.standard();
    Set<RiskLevel> immediate =
        fields.has("immediate")
            ? coded(fields, "immediate", fields.texts("immediate"), RiskLevel.values())
            : standard.immediate();
    String language = fields.text("language", WireSchema.MAX_ID);
    return new Delivery(
        fields.required("channel", WireSchema.MAX_ID),
        fields.text("address", WireSchema.MAX_TEXT),
        language.isEmpty() ? "zh" : language,
        new Timing(
            immediate,
            fields.count("digest_hour", standard.digestHour()),
            quiet(fields),
            fields.count("cap_per_day", standard.capPerDay())));
  }

  private static Optional<QuietHours> quiet(FieldReader fields) {
    LocalTime from = fields.time("quiet_from");
    LocalTime to = fields.time("quiet_to");
    if (fields.has("quiet_from") != fields.has("quiet_to")) {
      fields.fault(fields.has("quiet_from") ? "quiet_to" : "quiet_from", Reason.MISSING);
    }
    if (from == null || to == null) {
      return Optional.empty();
    }
    if (from.equals(to)) {
      fields.fault("quiet_to", Reason.OUT_OF_RANGE);
      return Optional.empty();
    }
    return Optional.of(new QuietHours(from, to));
  }

  private static <E extends Enum<E> & Coded> Set<E> coded(
      FieldReader fields, String name, List<String> codes, E[] values) {
    Set<E> found = new HashSet<>();
    for (E value : values) {
      if (codes.contains(value.code())) {
        found.add(value);
      }
    }
    if (found.size() < new HashSet<>(codes).size()) {
      fields.fault(name, Reason.NOT_IN_LIST);
    }
    return found;
  }
}
