package io.zhijing.jobs.cli;

import io.zhijing.connectors.wire.yaml.SettingsFaults;
import io.zhijing.dashboards.console.query.Series;
import io.zhijing.dashboards.console.query.SeriesQueries.Range;
import io.zhijing.dashboards.console.tables.SeriesRows;
import io.zhijing.detection.model.Stratum;
import io.zhijing.jobs.cli.QueryTable.Column;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** A stratum day by day. */
@Command(
    name = "series",
    mixinStandardHelpOptions = true,
    resourceBundle = "io.zhijing.jobs.cli.messages",
    description = "A stratum day by day, with what was expected.")
final class QuerySeriesCommand extends QueryPart {
  @Mixin private StratumOption stratum;

  QuerySeriesCommand(Locale locale) {
    super(locale);
  }

  @Override
  List<String> heading() {
    return SeriesRows.HEADING;
  }

  @Override
  List<Column> columns() {
    return List.of(
        Column.of("day", 10),
        new Column("state", 9, "query.state."),
        Column.of("observed", 8),
        Column.of("trials", 7),
        Column.of("window_days", 6),
        Column.of("window_observed", 8),
        Column.of("window_trials", 7),
        Column.of("expected", 8),
        Column.of("upper_bound", 8),
        Column.of("baseline", 12),
        new Column("signal", 8, "query.truth."));
  }

  @Override
  long answer(QueryDesk desk, Consumer<List<?>> row) throws SettingsFaults {
    QueryNodes nodes = new QueryNodes(new Messages(locale()), desk.stored().pack().taxonomies());
    Optional<Stratum> which = stratum.stratum(nodes);
    if (which.isEmpty()) {
      nodes.fault("query.needs-stratum");
    }
    nodes.check();
    Series series =
        desk.series()
            .series(desk.viewer(), which.get(), new Range(options().from(), options().to()));
    int most = options().limit().orElse(Integer.MAX_VALUE);
    List<Series.Day> days = series.days();
    days.subList(Math.max(0, days.size() - most), days.size())
        .forEach(day -> row.accept(SeriesRows.row(which.get().key(), day, desk.isSimulated())));
    return days.size();
  }
}
