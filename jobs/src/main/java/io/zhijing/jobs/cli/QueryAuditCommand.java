package io.zhijing.jobs.cli;

import io.zhijing.dashboards.console.query.AuditEntry;
import io.zhijing.dashboards.console.query.AuditQueries.AuditFilter;
import io.zhijing.dashboards.console.tables.AuditRows;
import io.zhijing.jobs.cli.QueryTable.Column;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What happened, who did it, and who was told. */
@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    resourceBundle = "io.zhijing.jobs.cli.messages",
    description = "What happened to warnings and rules, and who was told, the latest first.")
final class QueryAuditCommand extends QueryPart {
  @Option(
      names = "--action",
      paramLabel = "ACTION",
      split = ",",
      descriptionKey = "query.option.action",
      description = "What happened, such as raised, escalated, acknowledged, delivered.")
  private List<String> actions = List.of();

  @Option(
      names = "--actor",
      paramLabel = "NAME",
      descriptionKey = "query.option.actor",
      description = "Who did it.")
  private String actor = "";

  @Option(
      names = "--warning",
      paramLabel = "ID",
      descriptionKey = "query.option.warning",
      description = "Of one warning.")
  private String warning = "";

  QueryAuditCommand(Locale locale) {
    super(locale);
  }

  @Override
  List<String> heading() {
    return AuditRows.HEADING;
  }

  @Override
  List<Column> columns() {
    return List.of(
        Column.of("at", 20),
        new Column("action", 14, "action."),
        Column.of("warning", 26),
        new Column("from_level", 8, "level."),
        new Column("to_level", 8, "level."),
        new Column("reason", 24, "reason."),
        Column.of("actor", 14),
        Column.of("channel", 10),
        Column.of("note", 30));
  }

  @Override
  long answer(QueryDesk desk, Consumer<List<?>> row) {
    AuditFilter filter =
        new AuditFilter(Set.copyOf(actions), actor, warning, options().from(), options().to());
    Consumer<AuditEntry> take = each -> row.accept(AuditRows.row(each, desk.isSimulated()));
    return rows(
        each -> desk.audit().each(desk.viewer(), filter, each),
        paging -> desk.audit().entries(desk.viewer(), filter, paging),
        take);
  }
}
