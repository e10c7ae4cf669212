package io.zhijing.jobs.cli;

import io.zhijing.connectors.wire.yaml.SettingsFaults;
import io.zhijing.dashboards.console.query.StrataQueries.SignalEntry;
import io.zhijing.dashboards.console.query.StrataQueries.SignalFilter;
import io.zhijing.dashboards.console.tables.SignalRows;
import io.zhijing.jobs.cli.QueryTable.Column;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What stood out, also where no warning came of it. */
@Command(
    name = "signals",
    mixinStandardHelpOptions = true,
    resourceBundle = "io.zhijing.jobs.cli.messages",
    description = "What stood out, and what became of it, the latest first.")
final class QuerySignalsCommand extends QueryPart {
  @Mixin private StratumOption stratum;

  @Option(
      names = "--status",
      paramLabel = "current|cleared",
      descriptionKey = "query.option.signal-status",
      description = "Whether it still does (default: both).")
  private String status;

  QuerySignalsCommand(Locale locale) {
    super(locale);
  }

  @Override
  List<String> heading() {
    return SignalRows.HEADING;
  }

  @Override
  List<Column> columns() {
    return List.of(
        Column.of("day", 10),
        Column.of("where_what", 36),
        new Column("kind", 22, "reason."),
        new Column("status", 8, "query.status."),
        Column.of("window_days", 6),
        Column.of("observed", 8),
        Column.of("trials", 7),
        Column.of("expected", 8),
        Column.of("score", 6),
        new Column("decision", 16, "query.decision."),
        Column.of("explained_by", 36));
  }

  @Override
  long answer(QueryDesk desk, Consumer<List<?>> row) throws SettingsFaults {
    QueryNodes nodes = new QueryNodes(new Messages(locale()), desk.stored().pack().taxonomies());
    SignalFilter filter =
        new SignalFilter(
            stratum.stratum(nodes), options().from(), options().to(), Optional.ofNullable(status));
    if (status != null && !List.of("current", "cleared").contains(status)) {
      nodes.fault("query.bad-status");
    }
    nodes.check();
    Consumer<SignalEntry> take =
        each -> row.accept(SignalRows.row(each, desk.viewer().language(), desk.isSimulated()));
    return rows(
        each -> desk.strata().eachSignal(desk.viewer(), filter, each),
        paging -> desk.strata().signals(desk.viewer(), filter, paging),
        take);
  }
}
