package io.zhijing.dashboards.targets;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zhijing.connectors.elasticsearch.Document;
import io.zhijing.connectors.elasticsearch.DocumentKind;
import io.zhijing.dashboards.targets.TargetValue.Counted;
import io.zhijing.dashboards.targets.TargetValue.Given;
import io.zhijing.dashboards.targets.TargetValue.NoData;
import io.zhijing.dashboards.targets.TargetValue.Reason;
import io.zhijing.detection.model.Taxonomy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Values of targets as documents, and documents as values. */
final class TargetDocuments {
  static final String OFFICERS = "officers";
  static final String COUNTS = "counts";

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int SCHEMA_VERSION = 1;

  private final Taxonomy regions;
  private final String prefix;

  TargetDocuments(Taxonomy regions, String prefix) {
    this.regions = regions;
    this.prefix = prefix;
  }

  /**
   * An earlier number of the same target and region.
   *
   * @param value the number
   * @param year of when
   */
  record Before(double value, int year) {}

  /**
   * When it is written.
   *
   * @param at which is the version: a later document replaces an earlier one
   * @param isLatest whether nothing is known of a later year
   */
  record Stamp(Instant at, boolean isLatest) {}

  /** The same document as one of a year that is no longer the latest. */
  Document past(JsonNode document, Instant at) {
    ObjectNode json = document.<ObjectNode>deepCopy().put("latest", false);
    TargetKey key =
        new TargetKey(
            json.path("target").asText(), json.path("region").asText(), json.path("year").asInt());
    return written(key, json, at);
  }

  private Document written(TargetKey key, ObjectNode json, Instant at) {
    return new Document(
        DocumentKind.TARGETS.index(prefix, String.valueOf(key.year())),
        key.id(),
        at.toEpochMilli(),
        bytes(json));
  }

  Document document(
      TargetKey key, PlanTarget target, TargetValue value, Optional<Before> before, Stamp stamp) {
    ObjectNode json = MAPPER.createObjectNode().put("schema_version", SCHEMA_VERSION);
    describe(json, target);
    place(json, key.region());
    json.put("year", key.year()).put("latest", stamp.isLatest());
    OptionalDouble number = value(json, value);
    before.ifPresent(each -> json.put("before", each.value()).put("before_year", each.year()));
    Judgement judgement =
        Judgement.of(
            target,
            regions.lineage(key.region()).isEmpty(),
            number,
            before.map(each -> OptionalDouble.of(each.value())).orElse(OptionalDouble.empty()));
    judgement.gap().ifPresent(gap -> json.put("gap", gap));
    json.put("direction", judgement.direction().code());
    json.put("outcome", judgement.outcome().code());
    if (!judgement.reason().isEmpty()) {
      json.put("reason", judgement.reason());
    }
    json.put("as_of", stamp.at().toString());
    return written(key, json, stamp.at());
  }

  private static void describe(ObjectNode json, PlanTarget target) {
    json.put("target", target.id())
        .put("domain", target.domain())
        .put("title_en", target.id() + " " + target.nameEn())
        .put("title_zh", target.id() + " " + target.nameZh())
        .put("comparator", target.comparator().sign())
        .put("unit", target.unit())
        .put("kind", target.kind().name().toLowerCase(java.util.Locale.ROOT));
    target.goal().ifPresent(goal -> json.put("goal", goal));
  }

  private void place(ObjectNode json, String region) {
    String root = regions.tree().root().code();
    List<String> lineage = regions.lineage(region);
    json.put("region", region)
        .put("region_level", lineage.size())
        .put("region_name_en", regions.nameEn(region))
        .put("region_name_zh", regions.nameZh(region));
    lineage.forEach(code -> json.withArray("/region_en").add(regions.nameEn(code)));
    json.withArray("/region_en").add(regions.nameEn(root));
    lineage.forEach(code -> json.withArray("/region_zh").add(regions.nameZh(code)));
    json.withArray("/region_zh").add(regions.nameZh(root));
  }

  private static OptionalDouble value(ObjectNode json, TargetValue value) {
    if (value instanceof Counted counted) {
      json.put("value", counted.percent())
          .put("numerator", counted.passed())
          .put("denominator", counted.tests())
          .put("source", COUNTS);
      return OptionalDouble.of(counted.percent());
    }
    if (value instanceof Given given) {
      json.put("value", given.value()).put("source", OFFICERS);
      given.numerator().ifPresent(number -> json.put("numerator", number));
      given.denominator().ifPresent(number -> json.put("denominator", number));
      if (!given.note().isEmpty()) {
        json.put("note", given.note());
      }
      return OptionalDouble.of(given.value());
    }
    Reason reason = ((NoData) value).reason();
    json.put("reason", reason.code());
    if (reason == Reason.TAKEN_BACK) {
      json.put("source", OFFICERS);
    }
    return OptionalDouble.empty();
  }

  /** What an officer said of it, if that is what the document holds. */
  static Optional<TargetValue> officers(JsonNode document) {
    if (!document.path("source").asText().equals(OFFICERS)) {
      return Optional.empty();
    }
    if (!document.has("value")) {
      return Optional.of(new NoData(Reason.TAKEN_BACK));
    }
    return Optional.of(
        new Given(
            document.path("value").asDouble(),
            number(document, "numerator"),
            number(document, "denominator"),
            document.path("note").asText()));
  }

  static OptionalDouble number(JsonNode document, String field) {
    return document.has(field)
        ? OptionalDouble.of(document.path(field).asDouble())
        : OptionalDouble.empty();
  }

  private static byte[] bytes(ObjectNode json) {
    try {
      return MAPPER.writeValueAsBytes(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain values can be written", e);
    }
  }
}
