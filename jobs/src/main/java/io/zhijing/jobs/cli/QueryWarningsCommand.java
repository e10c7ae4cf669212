package io.zhijing.jobs.cli;

import io.zhijing.connectors.wire.yaml.SettingsFaults;
import io.zhijing.dashboards.console.query.WarningFilter;
import io.zhijing.dashboards.console.query.WarningFilter.Nodes;
import io.zhijing.dashboards.console.query.WarningFilter.Order;
import io.zhijing.dashboards.console.query.WarningSummary;
import io.zhijing.dashboards.console.tables.WarningRows;
import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.model.ReportStream;
import io.zhijing.detection.model.RiskLevel;
import io.zhijing.detection.model.Scope;
import io.zhijing.detection.warning.Warning.Status;
import io.zhijing.jobs.cli.QueryTable.Column;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Which warnings there are and were. */
@Command(
    name = "warnings",
    mixinStandardHelpOptions = true,
    resourceBundle = "io.zhijing.jobs.cli.messages",
    description = "Warnings that fit, the highest level first.")
final class QueryWarningsCommand extends QueryPart {
  @Option(
      names = "--status",
      paramLabel = "STATUS",
      split = ",",
      descriptionKey = "query.option.status",
      description = "Where they are in their lives: open, closed, withdrawn.")
  private List<String> status = List.of();

  @Option(
      names = "--level",
      paramLabel = "LEVEL",
      split = ",",
      descriptionKey = "query.option.level",
      description = "Present level: none, blue, yellow, orange, red.")
  private List<String> level = List.of();

  @Option(
      names = "--scope",
      paramLabel = "SCOPE",
      split = ",",
      descriptionKey = "query.option.scope",
      description = "How far they reach: enterprise, regional, sectoral, systemic.")
  private List<String> scope = List.of();

  @Option(
      names = "--stream",
      paramLabel = "STREAM",
      split = ",",
      descriptionKey = "query.option.stream",
      description = "Which reports: inspection, complaint, ecommerce or notification.")
  private List<String> stream = List.of();

  @Option(
      names = "--region",
      paramLabel = "REGION",
      split = ",",
      descriptionKey = "query.option.region-below",
      description = "Region or region of the producer, code or name, and all below.")
  private List<String> region = List.of();

  @Option(
      names = "--sector",
      paramLabel = "SECTOR",
      split = ",",
      descriptionKey = "query.option.sector-below",
      description = "Sector, code or name, and all below.")
  private List<String> sector = List.of();

  @Option(
      names = "--hazard",
      paramLabel = "HAZARD",
      split = ",",
      descriptionKey = "query.option.hazard-below",
      description = "Hazard, code or name, and all below.")
  private List<String> hazard = List.of();

  @Option(
      names = "--enterprise",
      paramLabel = "FIRM",
      split = ",",
      descriptionKey = "query.option.enterprise",
      description = "Code of a firm.")
  private List<String> enterprise = List.of();

  @Option(
      names = "--department",
      paramLabel = "DEPARTMENT",
      split = ",",
      descriptionKey = "query.option.department",
      description = "Code of a department that leads, helps or was referred to.")
  private List<String> department = List.of();

  @Option(
      names = "--overdue",
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "true|false",
      descriptionKey = "query.option.overdue",
      description = "Whether a limit was missed.")
  private Boolean overdue;

  @Option(
      names = "--text",
      paramLabel = "TEXT",
      descriptionKey = "query.option.text",
      description = "Part of a name, of a firm's code or of an id.")
  private String text = "";

  @Option(
      names = "--sort",
      paramLabel = "level|raised|changed|score|due",
      descriptionKey = "query.option.sort",
      description = "In which order (default: level).")
  private String sort = Order.LEVEL.code();

  QueryWarningsCommand(Locale locale) {
    super(locale);
  }

  @Override
  List<String> heading() {
    return WarningRows.HEADING;
  }

  @Override
  List<Column> columns() {
    return List.of(
        Column.of("id", 26),
        new Column("level", 8, "level."),
        new Column("status", 9, "query.status."),
        Column.of("where", 20),
        Column.of("what", 28),
        Column.of("raised_on", 10),
        Column.of("observed", 8),
        Column.of("trials", 7),
        Column.of("expected", 8),
        Column.of("score", 6),
        Column.of("department", 18));
  }

  @Override
  long answer(QueryDesk desk, Consumer<List<?>> row) throws SettingsFaults {
    QueryNodes nodes = new QueryNodes(new Messages(locale()), desk.stored().pack().taxonomies());
    WarningFilter filter = filter(nodes);
    Optional<Order> order = nodes.constants(List.of(sort), Order.values()).stream().findFirst();
    nodes.check();
    Consumer<WarningSummary> take =
        each -> row.accept(WarningRows.row(each, desk.viewer().language(), desk.isSimulated()));
    if (options().limit().isEmpty()) {
      return all(desk, filter, take);
    }
    return paged(
        paging -> desk.warnings().list(desk.viewer(), filter, order.orElseThrow(), paging).part(),
        take);
  }

  private static long all(QueryDesk desk, WarningFilter filter, Consumer<WarningSummary> take) {
    long[] taken = {0};
    desk.warnings()
        .each(
            desk.viewer(),
            filter,
            each -> {
              take.accept(each);
              taken[0]++;
            });
    return taken[0];
  }

  private WarningFilter filter(QueryNodes nodes) {
    return new WarningFilter(
        nodes.constants(status, Status.values()),
        nodes.constants(level, RiskLevel.values()),
        nodes.constants(scope, Scope.values()),
        nodes.constants(stream, ReportStream.values()),
        new Nodes(
            nodes.codes(Dimension.REGION, region),
            nodes.codes(Dimension.SECTOR, sector),
            nodes.codes(Dimension.HAZARD, hazard),
            Set.copyOf(enterprise)),
        Set.copyOf(department),
        options().from(),
        options().to(),
        Optional.ofNullable(overdue),
        text);
  }
}
