package io.zhijing.connectors.elasticsearch.sink;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.zhijing.connectors.elasticsearch.Document;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Writes bulk requests and reads their answers. The documents pass through as bytes. */
final class BulkFormat {

  /** Asks for the statuses alone: the full answer is longer than many requests. */
  static final String PATH = "/_bulk?filter_path=items.*.status,items.*.error.type";

  private static final JsonFactory JSON = new JsonFactory();
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private BulkFormat() {}

  /** The answer for one document. */
  record Item(int status, String errorType) {}

  static byte[] request(List<Document> documents) {
    int size = documents.stream().mapToInt(d -> d.json().length + 200).sum();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(size);
    try {
      for (Document document : documents) {
        action(document, bytes);
        bytes.write('\n');
        bytes.write(oneLine(document.json()));
        bytes.write('\n');
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a byte array cannot fail", e);
    }
    return bytes.toByteArray();
  }

  /**
   * The items in the order of the request.
   *
   * @throws IOException if the answer is not one to a request of that many documents
   */
  static List<Item> answer(byte[] body, int documents) throws IOException {
    List<Item> items = new ArrayList<>(documents);
    for (JsonNode item : MAPPER.readTree(body).path("items")) {
      JsonNode index = item.path("index");
      items.add(
          new Item(index.path("status").asInt(), index.path("error").path("type").asText("")));
    }
    if (items.size() != documents) {
      throw new IOException("asked for " + documents + " documents, told of " + items.size());
    }
    return items;
  }

  /** The type of the error that the whole request was answered with, empty if not told. */
  static String errorType(byte[] body) {
    try {
      return MAPPER.readTree(body).path("error").path("type").asText("");
    } catch (IOException e) {
      return ""; // a proxy's page, not Elasticsearch's answer
    }
  }

  private static void action(Document document, ByteArrayOutputStream bytes) throws IOException {
    try (JsonGenerator out = JSON.createGenerator(bytes)) {
      out.writeStartObject();
      out.writeObjectFieldStart("index");
      out.writeStringField("_index", document.index());
      out.writeStringField("_id", document.id());
      out.writeNumberField("version", document.version());
      out.writeStringField("version_type", "external_gte");
      out.writeEndObject();
      out.writeEndObject();
    }
  }

  /** A line end may stand between tokens, never inside a JSON string; in a bulk request it ends. */
  private static byte[] oneLine(byte[] json) {
    byte[] line = json;
    for (int i = 0; i < json.length; i++) {
      if (json[i] == '\n' || json[i] == '\r') {
        if (line == json) {
          line = json.clone();
        }
        line[i] = ' ';
      }
    }
    return line;
  }
}
