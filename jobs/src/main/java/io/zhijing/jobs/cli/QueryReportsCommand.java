package io.zhijing.jobs.cli;

import io.zhijing.connectors.wire.yaml.SettingsFaults;
import io.zhijing.dashboards.console.query.ReportQueries.Point;
import io.zhijing.dashboards.console.query.ReportQueries.ReportEntry;
import io.zhijing.dashboards.console.tables.ReportRows;
import io.zhijing.detection.model.Stratum;
import io.zhijing.jobs.cli.QueryTable.Column;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The de-identified reports behind a count. */
@Command(
    name = "reports",
    mixinStandardHelpOptions = true,
    resourceBundle = "io.zhijing.jobs.cli.messages",
    description = "The de-identified reports of a stratum, the latest first.")
final class QueryReportsCommand extends QueryPart {
  private static final LocalDate FIRST = LocalDate.of(1970, 1, 1);
  private static final LocalDate LAST = LocalDate.of(9999, 12, 31);

  @Mixin private StratumOption stratum;

  QueryReportsCommand(Locale locale) {
    super(locale);
  }

  @Override
  List<String> heading() {
    return ReportRows.HEADING;
  }

  @Override
  List<Column> columns() {
    return List.of(
        Column.of("id", 22),
        Column.of("status", 10),
        Column.of("day", 10),
        Column.of("region", 16),
        Column.of("sector", 20),
        Column.of("hazards", 24),
        Column.of("trials", 6),
        Column.of("failures", 8),
        Column.of("enterprise", 20),
        Column.of("product", 20));
  }

  @Override
  long answer(QueryDesk desk, Consumer<List<?>> row) throws SettingsFaults {
    QueryNodes nodes = new QueryNodes(new Messages(locale()), desk.stored().pack().taxonomies());
    Optional<Stratum> which = stratum.stratum(nodes);
    if (which.isEmpty()) {
      nodes.fault("query.needs-stratum");
    }
    nodes.check();
    Point point =
        new Point(which.get(), options().from().orElse(FIRST), options().to().orElse(LAST));
    Consumer<ReportEntry> take =
        each -> row.accept(ReportRows.row(each, desk.viewer().language(), desk.isSimulated()));
    return rows(
        each -> desk.reports().each(desk.viewer(), point, each),
        paging -> desk.reports().reports(desk.viewer(), point, paging),
        take);
  }
}
