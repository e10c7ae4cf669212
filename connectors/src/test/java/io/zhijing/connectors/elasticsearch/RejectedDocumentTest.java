package io.zhijing.connectors.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RejectedDocumentTest {

  private static final byte[] JSON = "{\"phone\":\"none\"}".getBytes(StandardCharsets.UTF_8);
  private static final long MAY_2019 = Instant.parse("2019-05-31T23:00:00Z").toEpochMilli();

  @Test
  void tellsWhichAndWhyButNotWhat() throws IOException {
    Document letter =
        RejectedDocument.of(
            new Document("zhijing-counts-2019.05", "a|b", MAY_2019, JSON),
            "zhijing",
            "strict_dynamic_mapping_exception");
    assertThat(letter.index()).isEqualTo("zhijing-dead-letters-2019.05");
    assertThat(letter.id()).isEqualTo("rejected-zhijing-counts-2019.05-a|b");
    assertThat(letter.version()).isEqualTo(MAY_2019);
    assertThat(new String(letter.json(), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"schema_version\":1,\"stage\":\"elasticsearch\","
                + "\"received_at\":\"2019-05-31T23:00:00Z\","
                + "\"reasons\":[\"strict_dynamic_mapping_exception\"],\"size\":16,"
                + "\"digest\":\"b8dd7c41313aac934df7c374be09c8015b2bfc395c66d7b38a2b054be35d7bb3\","
                + "\"index\":\"zhijing-counts-2019.05\",\"document_id\":\"a|b\"}");
  }

  @Test
  void hasNoMonthWhenTheVersionIsNoTime() {
    Document letter =
        RejectedDocument.of(new Document("zhijing-warnings-000001", "w", 7, JSON), "zhijing", "x");
    assertThat(letter.index()).isEqualTo("zhijing-dead-letters-undated");
    assertThat(new String(letter.json(), StandardCharsets.UTF_8)).doesNotContain("received_at");
    assertThat(RejectedDocument.isDeadLetter(letter, "zhijing")).isTrue();
  }

  @Test
  void keepsItsIdWithinTheLimitEvenIfThatWasTheFault() {
    Document letter =
        RejectedDocument.of(new Document("i", "长".repeat(300), 7, JSON), "zhijing", "x");
    assertThat(letter.id()).matches("rejected-[0-9a-f]{64}");
  }

  @Test
  void usesOnlyFieldsOfItsTemplate() throws IOException {
    Document letter = RejectedDocument.of(new Document("i", "1", MAY_2019, JSON), "zhijing", "x");
    JsonNode fields =
        Templates.template(DocumentKind.DEAD_LETTERS, "zhijing")
            .at("/template/mappings/properties");
    new ObjectMapper()
        .readTree(letter.json())
        .fieldNames()
        .forEachRemaining(name -> assertThat(fields.has(name)).as(name).isTrue());
  }
}
