package io.zhijing.connectors.elasticsearch;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The hits of a search answer with each source cut out of it byte for byte: parsing and writing it
 * anew could change the digits of a number.
 *
 * @param hits in the order of the answer
 * @param after the sort values of the last hit, missing if there is none
 */
record SearchHits(List<Hit> hits, JsonNode after) {

  private static final JsonFactory JSON = new ObjectMapper().getFactory();

  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  record Hit(String id, byte[] source) {}

  static SearchHits parse(byte[] answer) {
    List<Hit> hits = new ArrayList<>();
    JsonNode after = new ObjectMapper().missingNode();
    try (JsonParser parser = JSON.createParser(answer)) {
      enter(parser, "hits");
      enter(parser, "hits");
      while (parser.nextToken() == JsonToken.START_OBJECT) {
        String id = "";
        byte[] source = {};
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          String name = parser.currentName();
          parser.nextToken();
          switch (name) {
            case "_id" -> id = parser.getText();
            case "_source" -> source = slice(parser, answer);
            case "sort" -> after = parser.readValueAsTree();
            default -> parser.skipChildren();
          }
        }
        hits.add(new Hit(id, source));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("not an answer to a search", e);
    }
    return new SearchHits(List.copyOf(hits), after);
  }

  private static byte[] slice(JsonParser parser, byte[] answer) throws IOException {
    int start = (int) parser.currentTokenLocation().getByteOffset();
    parser.skipChildren();
    return Arrays.copyOfRange(answer, start, (int) parser.currentLocation().getByteOffset());
  }

  /** Steps into the array or object of that name, over whatever stands before it. */
  private static void enter(JsonParser parser, String field) throws IOException {
    if (parser.currentToken() == null) {
      parser.nextToken();
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      if (name.equals(field)) {
        return;
      }
      parser.skipChildren();
    }
    throw new IOException("no field " + field);
  }
}
