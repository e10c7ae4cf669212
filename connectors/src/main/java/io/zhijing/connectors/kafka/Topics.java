package io.zhijing.connectors.kafka;

import io.zhijing.connectors.wire.WireSchema;
import io.zhijing.detection.model.ReportStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The names of the topics. Reports come in by three and officers' commands by one, subscriptions by
 * one; warnings and dead letters go out by two.
 *
 * @param prefix what all names begin with, without the dot
 */
public record Topics(String prefix) {
  /** The prefix when nobody configured one. */
  public static final String DEFAULT_PREFIX = "zhijing";

  private static final Map<ReportStream, String> NAMES =
      Map.of(
          ReportStream.INSPECTION, "inspections",
          ReportStream.COMPLAINT, "complaints",
          ReportStream.ECOMMERCE, "ecommerce");

  /**
   * The topic of a stream.
   *
   * @throws IllegalArgumentException if the stream has no topic of its own
   */
  public String of(ReportStream stream) {
    String name = NAMES.get(stream);
    if (name == null) {
      throw new IllegalArgumentException(stream + " has no topic of its own");
    }
    return prefix + "." + name;
  }

  /** The topics that reports come in by. */
  public List<String> reports() {
    return new ArrayList<>(streamByTopic().keySet());
  }

  /** Stream code by the topic that it comes in by. */
  public Map<String, String> streamByTopic() {
    Map<String, String> streams = new LinkedHashMap<>();
    for (ReportStream stream : WireSchema.WIRE_STREAMS) {
      streams.put(of(stream), stream.code());
    }
    return streams;
  }

  /** Warnings, one record for each change, keyed by warning id. */
  public String warnings() {
    return prefix + ".warnings";
  }

  /** Rule sets. */
  public String rules() {
    return prefix + ".rules";
  }

  /** Officers' commands. */
  public String commands() {
    return prefix + ".commands";
  }

  /** Who wants to be told of what: compacted, keyed by subscription id. */
  public String subscriptions() {
    return prefix + ".subscriptions";
  }

  /** What was delivered of late: the first record of a delivery, before any checkpoint. */
  public String deliveries() {
    return prefix + ".deliveries";
  }

  /** Dead letters, without their payload. */
  public String deadLetters() {
    return prefix + ".dead-letters";
  }

  /** All of them. */
  public List<String> all() {
    List<String> all = reports();
    all.addAll(
        List.of(commands(), rules(), subscriptions(), warnings(), deliveries(), deadLetters()));
    return all;
  }
}
