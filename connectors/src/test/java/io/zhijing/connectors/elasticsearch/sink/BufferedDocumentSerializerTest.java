package io.zhijing.connectors.elasticsearch.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zhijing.connectors.elasticsearch.Document;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.connector.base.sink.writer.RequestEntryWrapper;
import org.junit.jupiter.api.Test;

class BufferedDocumentSerializerTest {

  /** Bytes as version 1 wrote them. Never change them: savepoints hold their like. */
  private static final String VERSION_1 =
      "00000001" // one document
          + "0000000469647831" // idx1
          + "00000003e993a1" // one Chinese character
          + "000000000000002a"
          + "000000027b7d"; // {}

  private final BufferedDocumentSerializer serializer = new BufferedDocumentSerializer();

  @Test
  void readsBackWhatItWrote() throws IOException {
    List<Document> documents =
        List.of(
            new Document("zhijing-counts-2019.05", "锡林郭勒|乳制品", 3, bytes("{\"p\":0.5}")),
            new Document("zhijing-warnings-000001", "x".repeat(70_000), Long.MAX_VALUE, bytes("")));
    BufferedRequestState<Document> read =
        serializer.deserialize(serializer.getVersion(), serializer.serialize(state(documents)));
    assertThat(read.getBufferedRequestEntries())
        .extracting(RequestEntryWrapper::getRequestEntry)
        .isEqualTo(documents);
    assertThat(read.getStateSize()).isEqualTo(9);
  }

  @Test
  void readsAndWritesTheBytesOfVersionOne() throws IOException {
    Document document = new Document("idx1", "\u94e1", 42, bytes("{}"));
    byte[] old = HexFormat.of().parseHex(VERSION_1);
    assertThat(serializer.deserialize(1, old).getBufferedRequestEntries().get(0).getRequestEntry())
        .isEqualTo(document);
    assertThat(serializer.serialize(state(List.of(document)))).isEqualTo(old);
  }

  @Test
  void refusesUnknownVersionsAndBrokenBytes() throws IOException {
    byte[] good = HexFormat.of().parseHex(VERSION_1);
    assertThatThrownBy(() -> serializer.deserialize(2, good)).hasMessageContaining("format 2");
    assertThatThrownBy(() -> serializer.deserialize(1, Arrays.copyOf(good, good.length - 1)))
        .hasMessageContaining("cut short");
    assertThatThrownBy(() -> serializer.deserialize(1, Arrays.copyOf(good, good.length + 1)))
        .hasMessageContaining("behind the last");
  }

  private static BufferedRequestState<Document> state(List<Document> documents) {
    return new BufferedRequestState<>(
        documents.stream().map(d -> new RequestEntryWrapper<>(d, d.json().length)).toList());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
