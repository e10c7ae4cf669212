package io.zhijing.connectors.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.zhijing.connectors.wire.RawReport.Identity;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;

/** A report to the bytes of its stream's current schema. The inverse of {@link ReportDecoder}. */
public final class ReportEncoder {
  private final JsonFactory factory = new JsonFactory();

  private interface Body {
    void write(JsonGenerator json) throws IOException;
  }

  /** The record's value; the times come first, so that a reader finds them without reading all. */
  public byte[] encode(RawReport report) {
    return object(
        json -> {
          Identity identity = report.identity();
          json.writeStringField("schema", WireSchema.of(identity.stream()));
          json.writeStringField("arrived_at", identity.arrivedAt().toString());
          json.writeStringField("event_date", identity.eventDate().toString());
          json.writeStringField("id", identity.id());
          if (identity.revision() > 0) {
            json.writeNumberField("revision", identity.revision());
          }
          if (identity.withdrawn()) {
            json.writeStringField("status", "withdrawn");
          }
          writeSubject(json, report);
          writeFirms(json, report.who());
          writeSampling(json, report.sampling());
          writeCount(json, "trials", report.outcome().trials());
          writeCount(json, "failures", report.outcome().failures());
          writePerson(json, report.person());
        });
  }

  /** A source's sign of life: everything up to the time has been delivered. */
  public byte[] heartbeat(String source, Instant at) {
    return object(
        json -> {
          json.writeStringField("schema", WireSchema.HEARTBEAT);
          json.writeStringField("arrived_at", at.toString());
          json.writeStringField("source", source);
        });
  }

  private byte[] object(Body body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (JsonGenerator json = factory.createGenerator(bytes)) {
      json.writeStartObject();
      body.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return bytes.toByteArray();
  }

  private static void writeSubject(JsonGenerator json, RawReport report) throws IOException {
    json.writeStringField("region", report.where().region());
    writeText(json, "place_type", report.where().placeType());
    writeTexts(json, "producer_regions", report.where().producerRegions());
    json.writeStringField("sector", report.what().sector());
    writeText(json, "product", report.what().product());
    writeTexts(json, "hazards", report.what().hazards());
    writeText(json, "domain", report.what().domain());
  }

  private static void writeFirms(JsonGenerator json, RawReport.Who who) throws IOException {
    writeFirm(json, "enterprise", who.enterpriseCode(), who.enterpriseName());
    writeFirm(json, "seller", who.sellerCode(), who.sellerName());
    writeText(json, "platform", who.platform());
  }

  private static void writeFirm(JsonGenerator json, String field, String code, String name)
      throws IOException {
    if (!code.isEmpty() || !name.isEmpty()) {
      json.writeObjectFieldStart(field);
      writeText(json, "code", code);
      writeText(json, "name", name);
      json.writeEndObject();
    }
  }

  private static void writeSampling(JsonGenerator json, RawReport.Sampling sampling)
      throws IOException {
    if (!(sampling.kind() + sampling.stage() + sampling.body()).isEmpty()) {
      json.writeObjectFieldStart("sampling");
      writeText(json, "kind", sampling.kind());
      writeText(json, "stage", sampling.stage());
      writeText(json, "body", sampling.body());
      json.writeEndObject();
    }
    writeText(json, "channel", sampling.channel());
  }

  private static void writePerson(JsonGenerator json, RawReport.Person person) throws IOException {
    if (!person.fields().isEmpty()) {
      json.writeObjectFieldStart("person");
      for (String name : WireSchema.PERSON_FIELDS) {
        writeText(json, name, person.fields().getOrDefault(name, ""));
      }
      json.writeEndObject();
    }
    writeText(json, "description", person.description());
  }

  private static void writeText(JsonGenerator json, String field, String text) throws IOException {
    if (!text.isEmpty()) {
      json.writeStringField(field, text);
    }
  }

  private static void writeTexts(JsonGenerator json, String field, List<String> texts)
      throws IOException {
    if (!texts.isEmpty()) {
      json.writeArrayFieldStart(field);
      for (String text : texts) {
        json.writeString(text);
      }
      json.writeEndArray();
    }
  }

  private static void writeCount(JsonGenerator json, String field, Integer count)
      throws IOException {
    if (count != null) {
      json.writeNumberField(field, count);
    }
  }
}
