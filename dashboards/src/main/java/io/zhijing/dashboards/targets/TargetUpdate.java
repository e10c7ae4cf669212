package io.zhijing.dashboards.targets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.zhijing.connectors.elasticsearch.CountTotals;
import io.zhijing.connectors.elasticsearch.Document;
import io.zhijing.connectors.elasticsearch.DocumentKind;
import io.zhijing.connectors.elasticsearch.DocumentReader;
import io.zhijing.connectors.elasticsearch.ElasticsearchSettings;
import io.zhijing.connectors.elasticsearch.sink.DirectWriter;
import io.zhijing.connectors.file.Pack;
import io.zhijing.dashboards.targets.TargetDocuments.Before;
import io.zhijing.dashboards.targets.TargetDocuments.Stamp;
import io.zhijing.dashboards.targets.TargetValue.Counted;
import io.zhijing.dashboards.targets.TargetValue.NoData;
import io.zhijing.dashboards.targets.TargetValue.Reason;
import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.model.Taxonomy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Writes what is known of every target of the plan, for the whole region and each part right below
 * it, in one year. The one writer of these documents: what officers gave before stands until they
 * give another value or take it back, and goes before what is counted.
 */
public final class TargetUpdate {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final PlanTargets targets;
  private final Taxonomy regions;
  private final ElasticsearchSettings settings;

  /** An update of a pack's targets. */
  public TargetUpdate(PlanTargets targets, Pack pack, ElasticsearchSettings settings) {
    this.targets = targets;
    this.regions = pack.taxonomies().get(Dimension.REGION);
    this.settings = settings;
  }

  /**
   * What was written.
   *
   * @param counted values from reports
   * @param given values of officers
   * @param noData documents that say there is none
   * @param refused documents that the server did not take
   */
  public record Outcome(int counted, int given, int noData, List<DirectWriter.Refusal> refused) {}

  /**
   * Writes a year.
   *
   * @param values what officers say now; those of other years are left aside
   * @param at when, which is the version: a later update replaces an earlier one
   * @throws IOException if the server does not answer or cannot be written to
   */
  public Outcome write(int year, Map<TargetKey, TargetValue> values, Instant at)
      throws IOException, InterruptedException {
    Map<String, JsonNode> stored = stored(year);
    Map<String, JsonNode> before = stored(year - 1);
    List<JsonNode> latest = latest();
    boolean isLatest = latest.stream().noneMatch(each -> each.path("year").asInt() > year);
    Stamp stamp = new Stamp(at, isLatest);
    TargetDocuments documents = new TargetDocuments(regions, settings.indexPrefix());
    Map<TargetKey, TargetValue> known = known(year, values, stored);
    List<Document> written = new ArrayList<>();
    for (PlanTarget target : targets.all()) {
      for (String region : regions()) {
        TargetKey key = new TargetKey(target.id(), region, year);
        written.add(
            documents.document(key, target, known.get(key), before(key, target, before), stamp));
      }
    }
    if (isLatest) {
      latest.stream()
          .filter(each -> each.path("year").asInt() < year)
          .forEach(each -> written.add(documents.past(each, at)));
    }
    try (DirectWriter writer = new DirectWriter(settings)) {
      return new Outcome(
          count(known, Counted.class),
          count(known, TargetValue.Given.class),
          count(known, NoData.class),
          writer.write(written));
    }
  }

  private static int count(Map<TargetKey, TargetValue> known, Class<?> kind) {
    return (int) known.values().stream().filter(kind::isInstance).count();
  }

  private List<String> regions() {
    List<String> codes = new ArrayList<>();
    codes.add(regions.tree().root().code());
    regions.tree().nodes().stream()
        .map(node -> node.code())
        .filter(code -> regions.lineage(code).size() == 1 && !code.equals(Taxonomy.UNKNOWN))
        .forEach(codes::add);
    return codes;
  }

  private Map<TargetKey, TargetValue> known(
      int year, Map<TargetKey, TargetValue> values, Map<String, JsonNode> stored) {
    Map<TargetKey, TargetValue> known = new HashMap<>();
    String whole = regions.tree().root().code();
    try (CountTotals totals = new CountTotals(settings)) {
      CountedTargets counts = new CountedTargets(totals);
      for (PlanTarget target : targets.all()) {
        PlanTargets.Source source = targets.sources().get(target.id());
        Map<String, Counted> counted = source == null ? Map.of() : counts.of(source, year, whole);
        Reason reason = source == null ? Reason.NOT_GIVEN : Reason.NOTHING_TESTED;
        for (String region : regions()) {
          TargetKey key = new TargetKey(target.id(), region, year);
          TargetValue own = counted.containsKey(region) ? counted.get(region) : new NoData(reason);
          known.put(key, officers(key, values, stored).orElse(own));
        }
      }
    }
    return known;
  }

  /** Taking back leaves what is counted, if a stream answers the target. */
  private Optional<TargetValue> officers(
      TargetKey key, Map<TargetKey, TargetValue> values, Map<String, JsonNode> stored) {
    Optional<TargetValue> said =
        values.containsKey(key)
            ? Optional.of(values.get(key))
            : Optional.ofNullable(stored.get(key.id())).flatMap(TargetDocuments::officers);
    boolean isCounted = targets.sources().containsKey(key.target());
    return said.filter(value -> !(isCounted && value instanceof NoData));
  }

  private Optional<Before> before(
      TargetKey key, PlanTarget target, Map<String, JsonNode> lastYear) {
    JsonNode document =
        lastYear.get(new TargetKey(key.target(), key.region(), key.year() - 1).id());
    OptionalDouble value =
        document == null ? OptionalDouble.empty() : TargetDocuments.number(document, "value");
    if (value.isPresent()) {
      return Optional.of(new Before(value.getAsDouble(), key.year() - 1));
    }
    boolean isWhole = regions.lineage(key.region()).isEmpty();
    return isWhole && target.baseline().isPresent()
        ? Optional.of(new Before(target.baseline().getAsDouble(), PlanTarget.BASELINE_YEAR))
        : Optional.empty();
  }

  /** The documents that call themselves the latest. */
  private List<JsonNode> latest() {
    String alias = DocumentKind.TARGETS.alias(settings.indexPrefix());
    List<JsonNode> documents = new ArrayList<>();
    try (DocumentReader reader = new DocumentReader(settings)) {
      if (reader.exists(alias)) {
        reader.refresh(alias);
        reader
            .sources(alias, Map.of("latest", "true"))
            .values()
            .forEach(source -> documents.add(json(source)));
      }
    }
    return documents;
  }

  private Map<String, JsonNode> stored(int year) {
    String index = DocumentKind.TARGETS.index(settings.indexPrefix(), String.valueOf(year));
    Map<String, JsonNode> documents = new HashMap<>();
    try (DocumentReader reader = new DocumentReader(settings)) {
      if (reader.exists(index)) {
        reader.refresh(index);
        reader.sources(index).forEach((id, source) -> documents.put(id, json(source)));
      }
    }
    return documents;
  }

  private static JsonNode json(byte[] source) {
    try {
      return MAPPER.readTree(source);
    } catch (IOException e) {
      throw new UncheckedIOException("Elasticsearch holds a document that is no JSON", e);
    }
  }
}
