package io.zhijing.connectors.wire.sealed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A dead letter as its topic holds it.
 *
 * @param topic where the record lay
 * @param partition of that topic
 * @param offset in that partition
 * @param receivedAt when Kafka took the record, as a time in UTC
 * @param reasons stable codes
 * @param size bytes of the record's value
 * @param envelope its value, sealed; empty if it was not kept
 */
public record SealedLetter(
    String topic,
    int partition,
    long offset,
    String receivedAt,
    List<String> reasons,
    long size,
    byte[] envelope) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Copies the list. */
  public SealedLetter {
    reasons = List.copyOf(reasons);
  }

  /** Where a record came from, in the form that its envelope is bound to. */
  public static String place(String topic, int partition, long offset) {
    return topic + "-" + partition + "-" + offset;
  }

  /** A letter; empty if the record is none, since others share the topic. */
  public static Optional<SealedLetter> read(byte[] record) {
    try {
      JsonNode node = MAPPER.readTree(record);
      if (node == null || !node.path("topic").isTextual() || !node.path("offset").isNumber()) {
        return Optional.empty();
      }
      List<String> reasons = new ArrayList<>();
      node.path("reasons").forEach(each -> reasons.add(each.asText()));
      JsonNode parts = node.path("sealed");
      return Optional.of(
          new SealedLetter(
              node.path("topic").asText(),
              node.path("partition").asInt(),
              node.path("offset").asLong(),
              node.path("received_at").asText(),
              reasons,
              node.path("size").asLong(),
              parts.isObject() ? bytes(parts) : new byte[0]));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static byte[] bytes(JsonNode node) {
    try {
      return MAPPER.writeValueAsBytes(node);
    } catch (IOException e) {
      throw new UncheckedIOException("a tree can be written", e);
    }
  }

  /** Its id. */
  public String id() {
    return place(topic, partition, offset);
  }

  /** Whether its value was kept. */
  public boolean isKept() {
    return envelope.length > 0;
  }
}
