package io.zhijing.connectors.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.zhijing.connectors.wire.Fault.Reason;
import io.zhijing.connectors.wire.RawReport.Identity;
import io.zhijing.connectors.wire.RawReport.Outcome;
import io.zhijing.connectors.wire.RawReport.Person;
import io.zhijing.connectors.wire.RawReport.Sampling;
import io.zhijing.connectors.wire.RawReport.What;
import io.zhijing.connectors.wire.RawReport.Where;
import io.zhijing.connectors.wire.RawReport.Who;
import io.zhijing.detection.model.ReportStream;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Bytes to a report, or every reason why not. Unknown fields are ignored; unknown codes of regions,
 * sectors, products and channels are not faults (they are flagged later). Thread-safe.
 */
public final class ReportDecoder {
  private static final Duration CLOCK_TOLERANCE = Duration.ofDays(1);

  private final StrictJson json = new StrictJson();
  private final ZoneId zone;

  /** A decoder for an authority in the zone: dates without a time are days of it. */
  public ReportDecoder(ZoneId zone) {
    this.zone = zone;
  }

  /**
   * Decodes a record.
   *
   * @param bytes the record's value; null (a tombstone) is refused as not JSON
   * @param topicStream the stream that the topic is for
   * @param receivedAt when the record was received; event times after it are refused
   */
  public Decoded decode(byte[] bytes, ReportStream topicStream, Instant receivedAt) {
    List<Fault> faults = new ArrayList<>();
    Optional<JsonNode> tree = json.object(bytes, faults);
    return tree.isPresent()
        ? decode(tree.get(), topicStream, receivedAt, faults)
        : new Decoded.Refused(faults);
  }

  private Decoded decode(
      JsonNode tree, ReportStream topicStream, Instant receivedAt, List<Fault> faults) {
    FieldReader fields = new FieldReader(tree, faults);
    String schema = fields.required("schema", WireSchema.MAX_ID);
    if (WireSchema.HEARTBEAT.equals(schema)) {
      return heartbeat(fields, receivedAt, faults);
    }
    Optional<ReportStream> stream = WireSchema.streamOf(schema);
    if (stream.isEmpty() && !schema.isEmpty()) {
      fields.fault("schema", Reason.UNKNOWN_SCHEMA);
    }
    if (stream.isPresent() && stream.get() != topicStream) {
      fields.fault("schema", Reason.WRONG_TOPIC);
    }
    RawReport report = report(fields, topicStream);
    checkTimes(fields, report.identity(), receivedAt);
    checkOutcome(fields, report.outcome());
    return faults.isEmpty()
        ? new Decoded.Accepted(withArrival(report))
        : new Decoded.Refused(List.copyOf(faults));
  }

  private Decoded heartbeat(FieldReader fields, Instant receivedAt, List<Fault> faults) {
    String source = fields.required("source", WireSchema.MAX_ID);
    Instant at = fields.instant("arrived_at", zone);
    if (at == null && faults.isEmpty()) {
      fields.fault("arrived_at", Reason.MISSING);
    }
    if (at != null && at.isAfter(receivedAt.plus(CLOCK_TOLERANCE))) {
      fields.fault("arrived_at", Reason.FUTURE_EVENT_TIME);
    }
    return faults.isEmpty()
        ? new Decoded.Heartbeat(source, at)
        : new Decoded.Refused(List.copyOf(faults));
  }

  private RawReport report(FieldReader fields, ReportStream stream) {
    Integer revision = fields.count("revision");
    String status = fields.oneOf("status", WireSchema.STATUSES);
    Identity identity =
        new Identity(
            stream,
            fields.required("id", WireSchema.MAX_ID),
            revision == null ? 0 : revision,
            "withdrawn".equals(status),
            fields.date("event_date"),
            fields.instant("arrived_at", zone));
    Where where =
        new Where(
            fields.required("region", WireSchema.MAX_TEXT),
            fields.text("place_type"),
            fields.texts("producer_regions"));
    What what =
        new What(
            fields.required("sector", WireSchema.MAX_TEXT),
            fields.text("product"),
            fields.texts("hazards"),
            fields.oneOf("domain", WireSchema.DOMAINS));
    FieldReader sampling = fields.within("sampling");
    return new RawReport(
        identity,
        where,
        what,
        who(fields),
        new Sampling(
            sampling.oneOf("kind", WireSchema.SAMPLING_KINDS),
            sampling.oneOf("stage", WireSchema.STAGES),
            sampling.text("body"),
            fields.text("channel")),
        new Outcome(fields.count("trials"), fields.count("failures")),
        person(fields));
  }

  private static Who who(FieldReader fields) {
    FieldReader enterprise = fields.within("enterprise");
    FieldReader seller = fields.within("seller");
    return new Who(
        enterprise.text("code"),
        enterprise.text("name"),
        seller.text("code"),
        seller.text("name"),
        fields.text("platform"));
  }

  private static Person person(FieldReader fields) {
    FieldReader person = fields.within("person");
    Map<String, String> values = new LinkedHashMap<>();
    for (String name : WireSchema.PERSON_FIELDS) {
      String value = person.text(name);
      if (!value.isEmpty()) {
        values.put(name, value);
      }
    }
    return new Person(values, fields.freeText("description", WireSchema.MAX_DESCRIPTION));
  }

  private void checkTimes(FieldReader fields, Identity identity, Instant receivedAt) {
    Instant latest = receivedAt.plus(CLOCK_TOLERANCE);
    LocalDate eventDate = identity.eventDate();
    if (eventDate != null && eventDate.isAfter(latest.atZone(zone).toLocalDate())) {
      fields.fault("event_date", Reason.FUTURE_EVENT_TIME);
    }
    Instant arrivedAt = identity.arrivedAt();
    if (arrivedAt != null && arrivedAt.isAfter(latest)) {
      fields.fault("arrived_at", Reason.FUTURE_EVENT_TIME);
    }
    if (eventDate != null
        && arrivedAt != null
        && arrivedAt.atZone(zone).toLocalDate().isBefore(eventDate)) {
      fields.fault("arrived_at", Reason.ARRIVAL_BEFORE_EVENT);
    }
  }

  private static void checkOutcome(FieldReader fields, Outcome outcome) {
    if (outcome.trials() != null
        && outcome.failures() != null
        && outcome.failures() > outcome.trials()) {
      fields.fault("failures", Reason.FAILURES_ABOVE_TRIALS);
    }
  }

  private RawReport withArrival(RawReport report) {
    Identity identity = report.identity();
    if (identity.arrivedAt() != null) {
      return report;
    }
    Identity arrived =
        new Identity(
            identity.stream(),
            identity.id(),
            identity.revision(),
            identity.withdrawn(),
            identity.eventDate(),
            identity.eventDate().atStartOfDay(zone).toInstant());
    return new RawReport(
        arrived,
        report.where(),
        report.what(),
        report.who(),
        report.sampling(),
        report.outcome(),
        report.person());
  }
}
