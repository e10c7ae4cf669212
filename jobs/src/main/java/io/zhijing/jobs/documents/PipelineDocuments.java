package io.zhijing.jobs.documents;

import io.zhijing.connectors.elasticsearch.Document;
import io.zhijing.connectors.elasticsearch.DocumentIds;
import io.zhijing.connectors.elasticsearch.DocumentKind;
import io.zhijing.jobs.state.Accounts;
import io.zhijing.jobs.state.DeadLetter;
import io.zhijing.jobs.state.LateReport;
import io.zhijing.jobs.state.RulesAnswer;
import io.zhijing.jobs.state.SourceHealth;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;

/** Documents of what the pipeline did with its input: dead letters, late reports, accounts. */
public final class PipelineDocuments {
  private final String prefix;

  /** Documents in indices with the prefix. */
  public PipelineDocuments(String prefix) {
    this.prefix = prefix;
  }

  /** A record that could not be used, without what it said. */
  public Document deadLetter(DeadLetter letter) {
    return letter(letter, json(letter));
  }

  /** The same for its topic, where what it said may lie sealed. */
  public Document deadLetterRecord(DeadLetter letter) {
    DocumentJson json = json(letter);
    if (letter.envelope().length > 0) {
      json.json("sealed", letter.envelope());
    }
    return letter(letter, json);
  }

  private Document letter(DeadLetter letter, DocumentJson json) {
    LocalDate month =
        Instant.ofEpochMilli(letter.receivedAt()).atZone(ZoneOffset.UTC).toLocalDate();
    return new Document(
        DocumentKind.DEAD_LETTERS.monthly(prefix, month),
        letter.topic() + "-" + letter.partition() + "-" + letter.offset(),
        1,
        json.bytes());
  }

  private static DocumentJson json(DeadLetter letter) {
    return new DocumentJson()
        .text("stage", "decode")
        .text("topic", letter.topic())
        .number("partition", letter.partition())
        .number("offset", letter.offset())
        .instant("received_at", letter.receivedAt())
        .texts("reasons", letter.reasons())
        .texts("fields", letter.fields())
        .number("size", letter.size());
  }

  /** A report that came too late to count, or to be taken back. */
  public Document late(LateReport late) {
    String reason = late.isTakenBack() ? "stays_counted" : "beyond_correction_horizon";
    String suffix = late.isTakenBack() ? "-" : "";
    DocumentJson json =
        new DocumentJson()
            .text("stage", "aggregate")
            .text("topic", late.source())
            .instant("received_at", late.asOf())
            .texts("reasons", new String[] {reason})
            .number("delay_days", late.lagDays())
            .text("document_id", late.source() + ":" + late.id());
    return new Document(
        DocumentKind.DEAD_LETTERS.monthly(prefix, LocalDate.ofEpochDay(late.eventDay())),
        DocumentIds.shortened(
            "late-" + late.source() + ":" + late.id() + "#" + late.revision() + suffix),
        late.asOf(),
        json.bytes());
  }

  /** What became of a rule set that was given. */
  public Document rules(RulesAnswer answer) {
    LocalDate month = Instant.ofEpochMilli(answer.at()).atZone(ZoneOffset.UTC).toLocalDate();
    DocumentJson json =
        new DocumentJson()
            .number("revision", answer.version())
            .instant("at", answer.at())
            .day("day", (int) month.toEpochDay())
            .text("action", "rules")
            .text("reason", answer.outcome())
            .text("actor", answer.author())
            .text("rules", answer.id() + "@" + answer.version() + "#" + answer.checksum())
            .text("note", answer.note());
    return new Document(
        DocumentKind.AUDIT.monthly(prefix, month),
        DocumentIds.rulesAnswer(answer.offset(), answer.at()),
        1,
        json.bytes());
  }

  /** The accounts of a stream, and whether anything is heard of it. */
  public Document accounts(SourceHealth health) {
    Accounts accounts = health.accounts();
    DocumentJson json = new DocumentJson().text("source", accounts.stream());
    if (accounts.tick() >= 0 && accounts.tick() != Long.MAX_VALUE) {
      json.instant("as_of", accounts.tick());
    }
    if (health.checkedAt() > 0) {
      json.instant("checked_at", health.checkedAt());
      json.instant("heard_at", health.heardAt());
      json.flag("silent", health.isSilent());
    }
    if (accounts.lastArrival() > 0) {
      json.instant("last_arrival", accounts.lastArrival());
    }
    for (Map.Entry<String, Long> account : accounts.totals().entrySet()) {
      json.number(account.getKey(), account.getValue());
    }
    return new Document(
        DocumentKind.HEALTH.index(prefix, Accounts.INDEX_PART),
        "accounts-" + accounts.stream(),
        accounts.entries(),
        json.bytes());
  }
}
