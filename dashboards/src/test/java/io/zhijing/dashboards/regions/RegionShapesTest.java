package io.zhijing.dashboards.regions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.zhijing.connectors.elasticsearch.Document;
import io.zhijing.connectors.elasticsearch.DocumentKind;
import io.zhijing.connectors.elasticsearch.Templates;
import io.zhijing.connectors.file.Pack;
import io.zhijing.connectors.file.PackFiles;
import io.zhijing.connectors.file.PackLoader;
import io.zhijing.detection.model.Dimension;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegionShapesTest {
  private static final Instant AT = Instant.parse("2026-01-05T00:00:00Z");
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @TempDir private Path folder;

  @Test
  void everyRegionOfInnerMongoliaHasAShape() throws Exception {
    Pack pack = PackLoader.builtIn("inner-mongolia");
    List<Document> documents = RegionShapes.documents(pack, "test", AT);
    assertThat(documents).hasSize(116);
    Map<String, Document> byId =
        documents.stream().collect(Collectors.toMap(Document::id, each -> each));
    JsonNode hohhot = MAPPER.readTree(byId.get("150100").json());
    assertThat(hohhot.path("name_zh").asText()).isEqualTo("呼和浩特市");
    assertThat(hohhot.path("level").asInt()).isOne();
    assertThat(hohhot.at("/shape/type").asText()).endsWith("Polygon");
    assertThat(hohhot.at("/center/lat").asDouble()).isBetween(37.0, 54.0);
    JsonNode fields =
        Templates.template(DocumentKind.REGIONS, "test").at("/template/mappings/properties");
    hohhot.fieldNames().forEachRemaining(name -> assertThat(fields.has(name)).as(name).isTrue());
    assertThat(byId.get("150100").index()).isEqualTo("test-regions-000001");
    assertThat(MAPPER.readTree(byId.get("150105").json()).path("parent").asText())
        .isEqualTo("150100");
  }

  @Test
  void otherPacksHaveNone() throws Exception {
    for (String pack : List.of("chicago", "rasff")) {
      assertThat(RegionShapes.areThere(PackLoader.builtIn(pack))).isFalse();
      assertThat(RegionShapes.documents(PackLoader.builtIn(pack), "test", AT)).isEmpty();
    }
  }

  @Test
  void allFaultsAreNamed() throws Exception {
    String point = "{\"type\":\"Point\",\"coordinates\":[1,2]}";
    String area = "{\"type\":\"Polygon\",\"coordinates\":[]}";
    String file =
        "{\"features\":["
            + feature("150100", area)
            + ","
            + feature("150100", area)
            + ","
            + feature("1", area)
            + ","
            + feature("150200", point)
            + "]}";
    assertThatIOException()
        .isThrownBy(() -> RegionShapes.documents(with(file), "test", AT))
        .withMessage(
            "regions.geojson: the region '150100' is there twice; there is no region '1'; the region '150200' has no"
                + " area");
    assertThatIOException()
        .isThrownBy(() -> RegionShapes.documents(with("{}"), "test", AT))
        .withMessage("regions.geojson: there is no region in it");
  }

  private static String feature(String code, String geometry) {
    return "{\"properties\":{\"code\":\"" + code + "\"},\"geometry\":" + geometry + "}";
  }

  /** Inner Mongolia with another map. */
  private Pack with(String geojson) throws Exception {
    Pack pack = PackLoader.builtIn("inner-mongolia");
    assertThat(pack.taxonomies()).containsKey(Dimension.REGION);
    Files.copy(
        new ByteArrayInputStream(geojson.getBytes(StandardCharsets.UTF_8)),
        folder.resolve("regions.geojson"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    return new Pack(
        pack.id(),
        pack.nameEn(),
        pack.nameZh(),
        pack.zone(),
        pack.taxonomies(),
        pack.neighbours(),
        pack.facets(),
        pack.productSectors(),
        pack.products(),
        pack.departments(),
        pack.routing(),
        pack.dataFiles(),
        pack.mapping(),
        pack.lowestScore(),
        pack.streamScores(),
        PackFiles.in(folder));
  }
}
