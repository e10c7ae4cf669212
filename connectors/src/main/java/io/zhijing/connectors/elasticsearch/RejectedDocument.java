package io.zhijing.connectors.elasticsearch;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * The dead letter that stands in for a document that Elasticsearch will never take. It tells which
 * one, why, how long it was and its digest, never its body: whatever made it unacceptable may also
 * have kept something personal in it.
 */
public final class RejectedDocument {

  /** Version of the dead letter's form. */
  public static final int SCHEMA_VERSION = 1;

  private static final DateTimeFormatter MONTH =
      DateTimeFormatter.ofPattern("yyyy.MM", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final Instant FIRST_MOMENT = Instant.parse("2000-01-01T00:00:00Z");
  private static final Instant LAST_MOMENT = Instant.parse("2100-01-01T00:00:00Z");
  private static final int LONGEST_ID_BYTES = 512;
  private static final JsonFactory JSON = new JsonFactory();

  private RejectedDocument() {}

  /**
   * The stand-in. Its month comes from the document's own version where that is a time in
   * milliseconds, so that a replay writes the same dead letter to the same place.
   */
  public static Document of(Document refused, String indexPrefix, String errorType) {
    Optional<Instant> moment = moment(refused.version());
    String month = moment.map(MONTH::format).orElse("undated");
    String id = "rejected-" + refused.index() + "-" + refused.id();
    if (id.getBytes(StandardCharsets.UTF_8).length > LONGEST_ID_BYTES) {
      id = "rejected-" + sha256(id.getBytes(StandardCharsets.UTF_8));
    }
    byte[] json = json(refused, errorType, moment);
    return new Document(indexOf(indexPrefix, month), id, refused.version(), json);
  }

  /** Whether a document is itself a dead letter, for which there is no further stand-in. */
  public static boolean isDeadLetter(Document document, String indexPrefix) {
    return document.index().startsWith(indexOf(indexPrefix, ""));
  }

  private static String indexOf(String indexPrefix, String month) {
    return indexPrefix + "-dead-letters-" + month;
  }

  private static Optional<Instant> moment(long version) {
    Instant moment = Instant.ofEpochMilli(version);
    boolean plausible = !moment.isBefore(FIRST_MOMENT) && moment.isBefore(LAST_MOMENT);
    return plausible ? Optional.of(moment) : Optional.empty();
  }

  private static byte[] json(Document refused, String errorType, Optional<Instant> moment) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (JsonGenerator out = JSON.createGenerator(bytes)) {
      out.writeStartObject();
      out.writeNumberField("schema_version", SCHEMA_VERSION);
      out.writeStringField("stage", "elasticsearch");
      if (moment.isPresent()) {
        out.writeStringField("received_at", moment.get().toString());
      }
      out.writeArrayFieldStart("reasons");
      out.writeString(errorType);
      out.writeEndArray();
      out.writeNumberField("size", (long) refused.json().length);
      out.writeStringField("digest", sha256(refused.json()));
      out.writeStringField("index", refused.index());
      out.writeStringField("document_id", refused.id());
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("a byte array cannot fail", e);
    }
    return bytes.toByteArray();
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
