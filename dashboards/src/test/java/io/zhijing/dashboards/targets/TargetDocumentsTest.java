package io.zhijing.dashboards.targets;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.zhijing.connectors.elasticsearch.Document;
import io.zhijing.connectors.elasticsearch.DocumentKind;
import io.zhijing.connectors.elasticsearch.Templates;
import io.zhijing.connectors.file.Pack;
import io.zhijing.connectors.file.PackLoader;
import io.zhijing.dashboards.targets.TargetDocuments.Before;
import io.zhijing.dashboards.targets.TargetValue.Counted;
import io.zhijing.dashboards.targets.TargetValue.Given;
import io.zhijing.dashboards.targets.TargetValue.NoData;
import io.zhijing.detection.model.Dimension;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TargetDocumentsTest {
  private static final Instant AT = Instant.parse("2026-01-05T00:00:00Z");
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static Pack pack;
  private static PlanTargets targets;

  @BeforeAll
  static void load() throws Exception {
    pack = PackLoader.builtIn("inner-mongolia");
    targets = PlanTargets.of(pack);
  }

  private static Document document(String id, String region, TargetValue value) {
    return new TargetDocuments(pack.taxonomies().get(Dimension.REGION), "test")
        .document(
            new TargetKey(id, region, 2025),
            targets.find(id).orElseThrow(),
            value,
            Optional.of(new Before(89.46, 2015)),
            new TargetDocuments.Stamp(AT, true));
  }

  @Test
  void aCountedRateSaysItsParts() throws Exception {
    Document document = document("P05", "150100", new Counted(91, 100));
    JsonNode json = MAPPER.readTree(document.json());
    assertThat(document.index()).isEqualTo("test-targets-2025");
    assertThat(document.id()).isEqualTo("P05@150100@2025");
    assertThat(document.version()).isEqualTo(AT.toEpochMilli());
    assertThat(json.path("value").asDouble()).isEqualTo(91);
    assertThat(json.path("numerator").asInt()).isEqualTo(91);
    assertThat(json.path("denominator").asInt()).isEqualTo(100);
    assertThat(json.path("goal").asDouble()).isEqualTo(90);
    assertThat(json.path("gap").asDouble()).isEqualTo(1);
    assertThat(json.path("outcome").asText()).isEqualTo("met");
    assertThat(json.path("direction").asText()).isEqualTo("better");
    assertThat(json.path("region_zh").toString()).isEqualTo("[\"呼和浩特市\",\"内蒙古自治区\"]");
    assertThat(json.path("region_level").asInt()).isOne();
    fits(json);
  }

  @Test
  void noDataIsNoZero() throws Exception {
    JsonNode json =
        MAPPER.readTree(document("S01", "150000", new NoData(TargetValue.Reason.NOT_GIVEN)).json());
    assertThat(json.has("value")).isFalse();
    assertThat(json.has("gap")).isFalse();
    assertThat(json.path("outcome").asText()).isEqualTo("no_data");
    assertThat(json.path("reason").asText()).isEqualTo("not_given");
    assertThat(TargetDocuments.officers(json)).isEmpty();
    fits(json);
  }

  @Test
  void whatOfficersSaidIsReadBack() throws Exception {
    Given given = new Given(98, OptionalDouble.of(49), OptionalDouble.of(50), "bureau");
    JsonNode json = MAPPER.readTree(document("E04", "150100", given).json());
    assertThat(TargetDocuments.officers(json)).contains(given);
    fits(json);
    NoData back = new NoData(TargetValue.Reason.TAKEN_BACK);
    assertThat(TargetDocuments.officers(MAPPER.readTree(document("E04", "150100", back).json())))
        .contains(back);
    assertThat(
            TargetDocuments.officers(
                MAPPER.readTree(document("P05", "150100", new Counted(1, 1)).json())))
        .isEmpty();
  }

  @Test
  void aYearThatIsNoLongerTheLatestIsTheSameOtherwise() throws Exception {
    Document document = document("P05", "150100", new Counted(91, 100));
    ObjectMapper mapper = new ObjectMapper();
    Document past =
        new TargetDocuments(pack.taxonomies().get(Dimension.REGION), "test")
            .past(mapper.readTree(document.json()), AT.plusSeconds(1));
    assertThat(past.id()).isEqualTo(document.id());
    assertThat(past.index()).isEqualTo(document.index());
    assertThat(past.version()).isEqualTo(document.version() + 1000);
    assertThat(new String(past.json(), java.nio.charset.StandardCharsets.UTF_8))
        .isEqualTo(
            new String(document.json(), java.nio.charset.StandardCharsets.UTF_8)
                .replace("\"latest\":true", "\"latest\":false"));
  }

  private static void fits(JsonNode json) {
    JsonNode fields =
        Templates.template(DocumentKind.TARGETS, "test").at("/template/mappings/properties");
    json.fieldNames().forEachRemaining(name -> assertThat(fields.has(name)).as(name).isTrue());
  }
}
