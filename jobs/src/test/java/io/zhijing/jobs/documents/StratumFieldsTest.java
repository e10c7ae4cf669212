package io.zhijing.jobs.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.zhijing.connectors.elasticsearch.DocumentKind;
import io.zhijing.connectors.elasticsearch.Templates;
import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.model.Lattice;
import io.zhijing.detection.model.Stratum;
import io.zhijing.jobs.settings.PackWatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What dashboards pick, filter and name documents by. */
class StratumFieldsTest {
  private static final Lattice LATTICE = new PackWatch("inner-mongolia").get();
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
  private static final NodeNames NAMES = new NodeNames(LATTICE);

  private static JsonNode read(DocumentJson json) {
    try {
      return MAPPER.readTree(json.bytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode cell(String stratum) {
    DocumentJson json = new DocumentJson();
    new StratumFields(NAMES).cell(json, Stratum.parse(stratum));
    return read(json);
  }

  @Test
  void aCellSaysItsGrainItsLevelsAndAllThatItLiesWithin() {
    JsonNode cell = cell("inspection;region=150105;sector=C1441");
    assertThat(cell.path("grain").asText()).isEqualTo("region-sector");
    assertThat(cell.path("region_level").asInt()).isEqualTo(2);
    assertThat(cell.path("sector_level").asInt()).isEqualTo(4);
    assertThat(cell.path("region_name_zh").asText()).isEqualTo("赛罕区");
    assertThat(cell.path("region_zh").toString()).isEqualTo("[\"赛罕区\",\"呼和浩特市\",\"内蒙古自治区\"]");
    assertThat(cell.path("region_en").get(1).asText()).isEqualTo("Hohhot");
    assertThat(cell.path("sector_zh")).hasSize(5);
    assertThat(cell.path("label_zh").asText()).startsWith("抽检 · 赛罕区 · ");
  }

  @Test
  void theWholeStreamLiesWithinEverything() {
    JsonNode cell = cell("complaint");
    assertThat(cell.path("grain").asText()).isEqualTo("all");
    assertThat(cell.path("region_level").asInt()).isZero();
    assertThat(cell.path("region_name_zh").asText()).isEqualTo("内蒙古自治区");
    assertThat(cell.path("region_zh").toString()).isEqualTo("[\"内蒙古自治区\"]");
    assertThat(cell.path("sector_name_en").asText()).isEqualTo("All sectors");
    assertThat(cell.path("label_zh").asText()).isEqualTo("投诉 · 内蒙古自治区");
    assertThat(cell.has("hazard_name_zh")).isFalse();
  }

  @Test
  void strataOfOtherStreamsOrOriginsAreCalledOtherwise() {
    assertThat(cell("inspection;region=150400;sector=H62").path("label_zh").asText())
        .isNotEqualTo(cell("inspection;producer=150400;sector=H62").path("label_zh").asText())
        .isNotEqualTo(cell("complaint;region=150400;sector=H62").path("label_zh").asText());
    assertThat(cell("inspection;producer=150400").path("label_en").asText())
        .isEqualTo("Inspections · from Chifeng");
  }

  @Test
  void hazardsAreNamedListedOrNot() {
    JsonNode cell = cell("inspection;sector=C136;hazard=pesticide-residue/孔雀石绿");
    assertThat(cell.path("hazard_name_zh").asText()).isEqualTo("孔雀石绿");
    assertThat(cell.path("hazard_level").asInt()).isGreaterThan(1);
    assertThat(cell.path("grain").asText()).isEqualTo("sector-hazard");
  }

  /** A chart groups by names: two nodes under one name would be added up. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void noTwoNodesOfATreeShareAName(boolean isChinese) {
    for (Dimension dimension : Dimension.values()) {
      Set<String> seen = new HashSet<>();
      LATTICE
          .taxonomy(dimension)
          .tree()
          .nodes()
          .forEach(
              node ->
                  assertThat(seen.add(NAMES.name(dimension, node.code(), isChinese)))
                      .as("%s %s", dimension, node.code())
                      .isTrue());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "inspection",
        "ecommerce;producer=150500;sector=A",
        "inspection;region=150105;sector=A;enterprise=91150105YYYY000975",
        "notification;region=unknown;hazard=food"
      })
  void theTemplatesKnowEveryField(String stratum) {
    for (DocumentKind kind : new DocumentKind[] {DocumentKind.COUNTS, DocumentKind.SIGNALS}) {
      JsonNode fields = Templates.template(kind, "test").at("/template/mappings/properties");
      cell(stratum)
          .fieldNames()
          .forEachRemaining(field -> assertThat(fields.has(field)).as(field).isTrue());
    }
  }

  @Test
  void aWarningsIdNamesItsSubject() {
    DocumentJson json = new DocumentJson();
    new SubjectFields(LATTICE).write(json, "inspection;region=150400;sector=H62@2025-07-02");
    JsonNode read = read(json);
    assertThat(read.path("stratum").asText()).isEqualTo("inspection;region=150400;sector=H62");
    assertThat(read.path("stream").asText()).isEqualTo("inspection");
    assertThat(read.path("label_zh").asText()).isEqualTo("抽检 · 赤峰市 · 餐饮业");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nonsense", "nonsense@2025-07-02", "inspection;where=x@2025-07-02"})
  void whatIsNoIdSaysNothing(String id) {
    DocumentJson json = new DocumentJson();
    new SubjectFields(LATTICE).write(json, id);
    assertThat(read(json)).hasSize(1);
  }
}
