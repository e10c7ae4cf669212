package io.zhijing.connectors.elasticsearch.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zhijing.connectors.elasticsearch.Document;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class BulkFormatTest {

  @Test
  void writesOneLineADocumentWithItsExternalVersion() {
    byte[] request =
        BulkFormat.request(
            List.of(
                new Document("i", "a\"b", 5, bytes("{\n  \"x\": \"\\n\"\r\n}")),
                new Document("j", "旗", 0, bytes("{}"))));
    assertThat(new String(request, StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"index\":{\"_index\":\"i\",\"_id\":\"a\\\"b\",\"version\":5,"
                + "\"version_type\":\"external_gte\"}}\n"
                + "{   \"x\": \"\\n\"  }\n"
                + "{\"index\":{\"_index\":\"j\",\"_id\":\"旗\",\"version\":0,"
                + "\"version_type\":\"external_gte\"}}\n"
                + "{}\n");
  }

  @Test
  void leavesTheDocumentItselfAlone() {
    byte[] json = bytes("{\n}");
    byte[] unused = BulkFormat.request(List.of(new Document("i", "a", 5, json)));
    assertThat(unused).isNotEmpty();
    assertThat(json).isEqualTo(bytes("{\n}"));
  }

  @Test
  void readsOneItemADocument() throws IOException {
    byte[] body =
        bytes(
            "{\"items\":[{\"index\":{\"status\":201}},"
                + "{\"index\":{\"status\":400,\"error\":{\"type\":\"t\"}}}]}");
    assertThat(BulkFormat.answer(body, 2))
        .containsExactly(new BulkFormat.Item(201, ""), new BulkFormat.Item(400, "t"));
    assertThatThrownBy(() -> BulkFormat.answer(body, 3)).hasMessageContaining("told of 2");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
