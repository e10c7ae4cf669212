package io.zhijing.dashboards.console.query;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Documents of the audit trail to records. */
final class AuditReader {
  /** Actions of the notification job. */
  static final Set<String> DELIVERIES = Set.of("delivered", "not_delivered", "matched");

  private AuditReader() {}

  static AuditEntry entry(Doc doc) {
    Optional<AuditEntry.Delivery> delivery =
        DELIVERIES.contains(doc.text("action"))
            ? Optional.of(
                new AuditEntry.Delivery(
                    doc.optional("delivery_id"),
                    doc.optional("recipient"),
                    doc.optional("channel"),
                    doc.texts("subscriptions"),
                    (int) doc.number("attempts")))
            : Optional.empty();
    return new AuditEntry(
        doc.instant("at").orElse(Instant.EPOCH),
        doc.text("action"),
        doc.optional("warning_id"),
        (int) doc.number("revision"),
        doc.optional("from_level"),
        doc.optional("to_level"),
        doc.optional("reason"),
        doc.optional("actor"),
        doc.optional("command"),
        doc.optional("command_id"),
        doc.optional("note"),
        doc.optional("rules"),
        delivery);
  }
}
