package io.zhijing.dashboards.regions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zhijing.connectors.elasticsearch.Document;
import io.zhijing.connectors.elasticsearch.DocumentKind;
import io.zhijing.connectors.file.Pack;
import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.model.Taxonomy;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The shapes of a pack's regions, from its {@value #FILE}. They are for sight alone: nothing is
 * computed from them.
 */
public final class RegionShapes {
  /** Part of the index name: one index holds all regions. */
  public static final String INDEX_PART = "000001";

  private static final String FILE = "regions.geojson";
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int SCHEMA_VERSION = 1;
  private static final Set<String> AREAS = Set.of("Polygon", "MultiPolygon");

  private final Taxonomy regions;
  private final String prefix;
  private final List<String> faults = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();

  private RegionShapes(Pack pack, String prefix) {
    this.regions = pack.taxonomies().get(Dimension.REGION);
    this.prefix = prefix;
  }

  /** Whether the pack has shapes. */
  public static boolean areThere(Pack pack) {
    try (InputStream file = pack.files().open(FILE)) {
      return file != null;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * A document for each region with a shape, none if the pack has none.
   *
   * @param at when they are loaded, which is their version
   * @throws IOException naming every fault of the file
   */
  public static List<Document> documents(Pack pack, String prefix, Instant at) throws IOException {
    if (!areThere(pack)) {
      return List.of();
    }
    RegionShapes shapes = new RegionShapes(pack, prefix);
    List<Document> documents = new ArrayList<>();
    try (InputStream file = pack.files().open(FILE)) {
      for (JsonNode feature : MAPPER.readTree(file).path("features")) {
        documents.add(shapes.document(feature, at));
      }
    }
    if (documents.isEmpty()) {
      shapes.faults.add("there is no region in it");
    }
    if (!shapes.faults.isEmpty()) {
      throw new IOException(FILE + ": " + String.join("; ", shapes.faults));
    }
    return documents;
  }

  private Document document(JsonNode feature, Instant at) {
    JsonNode properties = feature.path("properties");
    String code = properties.path("code").asText();
    if (!regions.tree().contains(code)) {
      faults.add("there is no region '" + code + "'");
    }
    if (!seen.add(code)) {
      faults.add("the region '" + code + "' is there twice");
    }
    if (!AREAS.contains(feature.at("/geometry/type").asText())) {
      faults.add("the region '" + code + "' has no area");
    }
    ObjectNode json = MAPPER.createObjectNode().put("schema_version", SCHEMA_VERSION);
    json.put("code", code)
        .put("name_en", regions.nameEn(code))
        .put("name_zh", regions.nameZh(code))
        .put("level", regions.lineage(code).size());
    regions.parent(code).ifPresent(parent -> json.put("parent", parent));
    if (properties.has("level")) {
      json.put("kind", properties.path("level").asText());
    }
    JsonNode center = properties.path("center");
    if (center.size() == 2) {
      json.putObject("center")
          .put("lon", center.path(0).asDouble())
          .put("lat", center.path(1).asDouble());
    }
    json.set("shape", feature.path("geometry"));
    return new Document(
        DocumentKind.REGIONS.index(prefix, INDEX_PART),
        code.isEmpty() ? "unknown" : code,
        at.toEpochMilli(),
        bytes(json));
  }

  private static byte[] bytes(ObjectNode json) {
    try {
      return MAPPER.writeValueAsBytes(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain values can be written", e);
    }
  }
}
