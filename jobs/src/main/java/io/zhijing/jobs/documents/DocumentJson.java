package io.zhijing.jobs.documents;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.model.Stratum;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;

/**
 * Builds one document, straight into bytes: there are nearly as many documents as records. Fields
 * keep the order in which they are set, each once, so that equal content gives equal bytes. Empty
 * texts and lists are left out: an absent field means "not stated". Not thread-safe.
 */
final class DocumentJson {
  /** Schema version of all documents. */
  static final int SCHEMA_VERSION = 1;

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int USUAL_BYTES = 512;

  private final ByteArrayOutputStream written = new ByteArrayOutputStream(USUAL_BYTES);
  private final JsonGenerator json;

  DocumentJson() {
    this(begun -> begun.writeNumberField("schema_version", SCHEMA_VERSION));
  }

  private DocumentJson(Step first) {
    try {
      json = MAPPER.getFactory().createGenerator(written);
      json.writeStartObject();
    } catch (IOException e) {
      throw unwritable(e);
    }
    put(first);
  }

  /** Something that is written next. */
  private interface Step {
    void to(JsonGenerator json) throws IOException;
  }

  private DocumentJson put(Step step) {
    try {
      step.to(json);
    } catch (IOException e) {
      throw unwritable(e);
    }
    return this;
  }

  private static UncheckedIOException unwritable(IOException e) {
    return new UncheckedIOException("plain values can be written to memory", e);
  }

  /** Fields that follow a document's beginning, see {@link #after}. */
  static DocumentJson rest() {
    return new DocumentJson(begun -> {});
  }

  DocumentJson text(String field, String value) {
    return value.isEmpty() ? this : put(to -> to.writeStringField(field, value));
  }

  DocumentJson texts(String field, List<String> values) {
    if (values.isEmpty()) {
      return this;
    }
    return put(
        to -> {
          to.writeArrayFieldStart(field);
          for (String value : values) {
            to.writeString(value);
          }
          to.writeEndArray();
        });
  }

  DocumentJson texts(String field, String[] values) {
    return texts(field, Arrays.asList(values));
  }

  /** A part that is JSON already. */
  DocumentJson json(String field, byte[] value) {
    return put(
        to -> {
          to.writeFieldName(field);
          to.writeRawValue(new String(value, StandardCharsets.UTF_8));
        });
  }

  /** A part with parts of its own. */
  DocumentJson tree(String field, JsonNode value) {
    return put(
        to -> {
          to.writeFieldName(field);
          to.writeTree(value);
        });
  }

  DocumentJson number(String field, long value) {
    return put(to -> to.writeNumberField(field, value));
  }

  DocumentJson real(String field, double value) {
    return put(to -> to.writeNumberField(field, value));
  }

  DocumentJson flag(String field, boolean value) {
    return put(to -> to.writeBooleanField(field, value));
  }

  DocumentJson day(String field, int epochDay) {
    return text(field, LocalDate.ofEpochDay(epochDay).toString());
  }

  DocumentJson instant(String field, long millis) {
    return text(field, Instant.ofEpochMilli(millis).toString());
  }

  /** The stratum's key, stream, dimensions and nodes. */
  DocumentJson stratum(Stratum stratum) {
    return text("stratum", stratum.key())
        .text("stream", stratum.stream().code())
        .texts("dimensions", stratum.dimensionCodes())
        .nodes(stratum);
  }

  /** The node on each dimension that the stratum fixes. */
  DocumentJson nodes(Stratum stratum) {
    for (Dimension dimension : EnumSet.allOf(Dimension.class)) {
      text(dimension.code(), stratum.node(dimension));
    }
    return this;
  }

  /** The whole document; nothing can be put behind it any more. */
  byte[] bytes() {
    try {
      json.writeEndObject();
      json.close();
    } catch (IOException e) {
      throw unwritable(e);
    }
    return written.toByteArray();
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
