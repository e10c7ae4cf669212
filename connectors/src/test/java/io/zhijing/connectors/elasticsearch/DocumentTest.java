package io.zhijing.connectors.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.PojoTypeInfo;
import org.junit.jupiter.api.Test;

class DocumentTest {

  private static final byte[] JSON = "{\"secret\":1}".getBytes(StandardCharsets.UTF_8);

  @Test
  void streamsWithoutKryo() {
    TypeInformation<Document> type = TypeInformation.of(Document.class);
    assertThat(type).isInstanceOf(PojoTypeInfo.class);
    assertThat(type.getTotalFields()).isEqualTo(4);
  }

  @Test
  void equalsByContentAndPrintsNoBody() {
    Document one = new Document("i", "1", 3, JSON);
    assertThat(one).isEqualTo(new Document("i", "1", 3, JSON.clone()));
    assertThat(one).hasSameHashCodeAs(new Document("i", "1", 3, JSON.clone()));
    assertThat(one).isNotEqualTo(new Document("i", "1", 3, new byte[] {1}));
    assertThat(one.toString()).contains("i/1@3", "12 bytes").doesNotContain("secret");
  }

  @Test
  void refusesWhatWouldSpoilAWholeRequest() {
    assertThatThrownBy(() -> new Document("i", "1", -1, JSON)).hasMessageContaining("negative");
    assertThatThrownBy(() -> new Document("i", "", 1, JSON)).hasMessageContaining("id");
    assertThatThrownBy(() -> new Document(" ", "1", 1, JSON)).hasMessageContaining("index");
  }
}
