package io.zhijing.jobs.documents;

import io.zhijing.connectors.elasticsearch.Document;
import io.zhijing.connectors.elasticsearch.DocumentIds;
import io.zhijing.connectors.elasticsearch.DocumentKind;
import io.zhijing.detection.model.Lattice;
import io.zhijing.jobs.state.CommandAnswer;
import io.zhijing.jobs.state.OfficerCommand;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Documents of what became of officers' commands, in the audit index. */
public final class AnswerDocuments {
  private final String prefix;
  private final SubjectFields subjects;

  /** Documents with names from the lattice's taxonomies, in indices with the prefix. */
  public AnswerDocuments(Lattice lattice, String prefix) {
    this.prefix = prefix;
    this.subjects = new SubjectFields(lattice);
  }

  /** What became of an officer's command. */
  public Document answer(CommandAnswer answer) {
    OfficerCommand command = answer.command();
    LocalDate month = Instant.ofEpochMilli(command.at()).atZone(ZoneOffset.UTC).toLocalDate();
    DocumentJson json =
        new DocumentJson()
            .text("warning_id", command.warning())
            .number("revision", answer.revision())
            .instant("at", command.at())
            .day("day", (int) month.toEpochDay())
            .text("action", "command")
            .text("command", command.act())
            .text("command_id", command.id())
            .text("reason", answer.outcome())
            .text("actor", command.actor())
            .text("note", command.note());
    subjects.write(json, command.warning());
    return new Document(
        DocumentKind.AUDIT.monthly(prefix, month),
        DocumentIds.commandAnswer(command.id(), command.at()),
        1,
        json.bytes());
  }
}
