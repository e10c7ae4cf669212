package io.zhijing.connectors.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TemplatesTest {

  /** What a bare server knows and a full one too, as far as the templates need it. */
  private static final Set<String> TYPES =
      Set.of(
          "keyword", "text", "date", "integer", "long", "double", "boolean", "object", "geo_point");

  @ParameterizedTest
  @EnumSource(DocumentKind.class)
  void namesEveryFieldOnceAndUsesOnlySharedTypes(DocumentKind kind) throws IOException {
    ObjectMapper strict = new ObjectMapper();
    strict.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
    JsonNode template;
    try (InputStream in =
        Templates.class.getResourceAsStream("/elasticsearch/templates/" + kind.code() + ".json")) {
      template = strict.readTree(in);
    }
    JsonNode properties = template.at("/template/mappings/properties");
    assertThat(properties.size()).isGreaterThan(8);
    Templates.withoutShapes(kind, "north")
        .at("/template/mappings/properties")
        .properties()
        .forEach(
            field -> {
              assertThat(field.getKey()).matches("[a-z][a-z_]*");
              assertThat(TYPES).contains(field.getValue().path("type").asText());
            });
    assertThat(properties.at("/schema_version/type").asText()).isEqualTo("integer");
  }

  @ParameterizedTest
  @EnumSource(DocumentKind.class)
  void isStrictVersionedAndNamedAfterThePrefix(DocumentKind kind) {
    JsonNode template = Templates.template(kind, "north");
    assertThat(template.at("/template/mappings/dynamic").asText()).isEqualTo("strict");
    assertThat(template.at("/template/mappings/_meta/schema_version").asInt()).isEqualTo(1);
    assertThat(template.at("/index_patterns/0").asText()).isEqualTo(kind.index("north", "*"));
    assertThat(template.at("/template/aliases").has(kind.alias("north"))).isTrue();
    for (String list : new String[] {"/composed_of", "/ignore_missing_component_templates"}) {
      assertThat(template.at(list))
          .as("what owners add, if they do")
          .extracting(JsonNode::asText)
          .containsExactly("north-custom", kind.alias("north") + "-custom");
    }
    assertThat(template.toString()).doesNotContain("${");
  }

  @Test
  void aBareServerKeepsShapesButOnlyThose() {
    JsonNode full = Templates.template(DocumentKind.REGIONS, "north");
    JsonNode bare = Templates.withoutShapes(DocumentKind.REGIONS, "north");
    String shape = "/template/mappings/properties/shape";
    assertThat(full.at(shape).toString()).isEqualTo("{\"type\":\"geo_shape\"}");
    assertThat(bare.at(shape).toString()).isEqualTo("{\"type\":\"object\",\"enabled\":false}");
    assertThat(Templates.withoutShapes(DocumentKind.COUNTS, "north"))
        .isEqualTo(Templates.template(DocumentKind.COUNTS, "north"));
  }

  @Test
  void namesTheIndexOfAMonth() {
    assertThat(DocumentKind.REPORTS.monthly("zhijing", LocalDate.of(2019, 3, 31)))
        .isEqualTo("zhijing-reports-2019.03");
    assertThat(DocumentKind.DEAD_LETTERS.alias("zhijing")).isEqualTo("zhijing-dead-letters");
  }
}
