package io.zhijing.jobs.documents;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.model.Stratum;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;

/**
 * Builds one document. Fields keep the order in which they are set, so that equal content gives
 * equal bytes. Empty texts and lists are left out: an absent field means "not stated". Not
 * thread-safe.
 */
final class DocumentJson {
  /** Schema version of all documents. */
  static final int SCHEMA_VERSION = 1;

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final ObjectNode node;

  DocumentJson() {
    this(MAPPER.createObjectNode().put("schema_version", SCHEMA_VERSION));
  }

  private DocumentJson(ObjectNode node) {
    this.node = node;
  }

  /** Fields that follow a document's beginning, see {@link #after}. */
  static DocumentJson rest() {
    return new DocumentJson(MAPPER.createObjectNode());
  }

  ObjectNode node() {
    return node;
  }

  DocumentJson text(String field, String value) {
    if (!value.isEmpty()) {
      node.put(field, value);
    }
    return this;
  }

  DocumentJson texts(String field, List<String> values) {
    if (!values.isEmpty()) {
      values.forEach(node.putArray(field)::add);
    }
    return this;
  }

  DocumentJson texts(String field, String[] values) {
    return texts(field, Arrays.asList(values));
  }

  /** A part that is JSON already. */
  DocumentJson json(String field, byte[] value) {
    node.putRawValue(field, new RawValue(new String(value, StandardCharsets.UTF_8)));
    return this;
  }

  DocumentJson number(String field, long value) {
    node.put(field, value);
    return this;
  }

  DocumentJson real(String field, double value) {
    node.put(field, value);
    return this;
  }

  DocumentJson flag(String field, boolean value) {
    node.put(field, value);
    return this;
  }

  DocumentJson day(String field, int epochDay) {
    node.put(field, LocalDate.ofEpochDay(epochDay).toString());
    return this;
  }

  DocumentJson instant(String field, long millis) {
    node.put(field, Instant.ofEpochMilli(millis).toString());
    return this;
  }

  /** The stratum's key, stream, dimensions and nodes. */
  DocumentJson stratum(Stratum stratum) {
    node.put("stratum", stratum.key());
    node.put("stream", stratum.stream().code());
    texts("dimensions", stratum.dimensionCodes());
    return nodes(stratum);
  }

  /** The node on each dimension that the stratum fixes. */
  DocumentJson nodes(Stratum stratum) {
    for (Dimension dimension : EnumSet.allOf(Dimension.class)) {
      text(dimension.code(), stratum.node(dimension));
    }
    return this;
  }

  byte[] bytes() {
    try {
      return MAPPER.writeValueAsBytes(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain values can be written", e);
    }
  }

  /** The bytes of a beginning, which has fields, with these fields behind its own. */
  byte[] after(byte[] beginning) {
    byte[] rest = bytes();
    byte[] whole = Arrays.copyOf(beginning, beginning.length + rest.length - 1);
    whole[beginning.length - 1] = ',';
    System.arraycopy(rest, 1, whole, beginning.length, rest.length - 1);
    return whole;
  }
}
