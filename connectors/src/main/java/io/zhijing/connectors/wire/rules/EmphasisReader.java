package io.zhijing.connectors.wire.rules;

import io.zhijing.connectors.wire.yaml.YamlReader;
import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.model.ReportStream;
import io.zhijing.detection.rules.Emphasis;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Reads what a rule set looks at more closely, and what it silences. */
final class EmphasisReader {
  private EmphasisReader() {}

  /** The emphasis; a list that is left out is the base's, an empty one clears it. */
  static Emphasis read(YamlReader rules, Emphasis base) {
    List<Emphasis.Key> keys = keys(rules);
    List<Emphasis.Silence> silences = silences(rules);
    return new Emphasis(
        rules.has("keys") ? keys : base.keys(),
        rules.has("silences") ? silences : base.silences(),
        byStream(rules.part("streams"), base.streams()));
  }

  private static List<Emphasis.Key> keys(YamlReader rules) {
    List<Emphasis.Key> keys = new ArrayList<>();
    for (YamlReader each : rules.each("keys")) {
      Map<Dimension, String> nodes = nodes(each);
      if (nodes.size() != 1) {
        each.fault("", "must name exactly one node: region, producer, sector or hazard");
      }
      double score = each.real("score", Double.NaN);
      String reason = each.text("reason", "");
      nodes.forEach(
          (dimension, node) -> keys.add(new Emphasis.Key(dimension, node, score, reason)));
    }
    return keys;
  }

  private static List<Emphasis.Silence> silences(YamlReader rules) {
    List<Emphasis.Silence> silences = new ArrayList<>();
    for (YamlReader each : rules.each("silences")) {
      silences.add(
          new Emphasis.Silence(
              nodes(each), until(each), each.text("actor", ""), each.text("reason", "")));
    }
    return silences;
  }

  /** A number for each stream; those that are 0 are left out. */
  static Map<ReportStream, Double> byStream(YamlReader section, Map<ReportStream, Double> base) {
    Map<ReportStream, Double> streams = new EnumMap<>(ReportStream.class);
    for (ReportStream stream : ReportStream.values()) {
      double score = section.real(stream.code(), base.getOrDefault(stream, 0.0));
      if (score != 0) {
        streams.put(stream, score);
      }
    }
    return streams;
  }

  private static Map<Dimension, String> nodes(YamlReader section) {
    Map<Dimension, String> nodes = new EnumMap<>(Dimension.class);
    for (Dimension dimension : Dimension.values()) {
      String node = section.text(dimension.code(), "");
      if (!node.isEmpty()) {
        nodes.put(dimension, node);
      }
    }
    return nodes;
  }

  private static long until(YamlReader section) {
    String text = section.text("until", "");
    try {
      return text.isEmpty() ? 0 : OffsetDateTime.parse(text).toInstant().toEpochMilli();
    } catch (DateTimeException e) {
      section.fault("until", "must be a time with offset, such as 2026-01-31T08:00:00+08:00");
      return 0;
    }
  }
}
