package io.zhijing.jobs.documents;

import io.zhijing.connectors.elasticsearch.Document;
import io.zhijing.connectors.elasticsearch.DocumentIds;
import io.zhijing.connectors.elasticsearch.DocumentKind;
import io.zhijing.detection.model.Lattice;
import io.zhijing.jobs.state.DeliveryRecord;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;

/**
 * Documents of deliveries and non-deliveries, in the audit index. One for each step and recipient;
 * a delivery outlives a non-delivery, should both be written around a crash.
 */
public final class DeliveryDocuments {
  private final String prefix;
  private final SubjectFields subjects;

  /** Documents with names from the lattice's taxonomies, in indices with the prefix. */
  public DeliveryDocuments(Lattice lattice, String prefix) {
    this.prefix = prefix;
    this.subjects = new SubjectFields(lattice);
  }

  /** What became of a step. */
  public Document delivery(DeliveryRecord record) {
    LocalDate day = Instant.ofEpochMilli(record.at()).atZone(ZoneOffset.UTC).toLocalDate();
    DocumentJson json =
        new DocumentJson()
            .text("warning_id", record.step().warning())
            .number("revision", record.step().revision())
            .instant("at", record.at())
            .day("day", (int) day.toEpochDay())
            .text("action", record.outcome())
            .text("from_level", record.step().from())
            .text("to_level", record.step().to())
            .text("reason", record.reason())
            .text("actor", "notification")
            .text("note", record.note())
            .text("delivery_id", record.delivery())
            .text("recipient", record.to().recipient())
            .text("channel", record.to().channel())
            .texts("subscriptions", Arrays.asList(record.to().subscriptions()))
            .number("attempts", record.attempts());
    subjects.write(json, record.step().warning());
    return new Document(
        DocumentKind.AUDIT.monthly(prefix, day),
        DocumentIds.shortened(
            "delivery "
                + record.to().recipient()
                + " "
                + record.step().warning()
                + "#"
                + record.step().revision()),
        record.outcome().equals(DeliveryRecord.DELIVERED) ? 2 : 1,
        json.bytes());
  }
}
