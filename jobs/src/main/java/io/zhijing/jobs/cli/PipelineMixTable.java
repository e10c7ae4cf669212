package io.zhijing.jobs.cli;

import io.zhijing.connectors.file.Pack;
import io.zhijing.jobs.bench.Host;
import io.zhijing.jobs.bench.PipelineMixBench;
import io.zhijing.jobs.bench.PipelineMixBench.Plan;
import io.zhijing.jobs.bench.PipelineMixBench.Row;
import io.zhijing.jobs.embedded.EmbeddedFlink;
import io.zhijing.jobs.settings.PackWatch;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What mix adjustment is worth in the whole pipeline, as a table. */
final class PipelineMixTable {
  private static final String PACK = "chicago";
  private static final List<Double> SCORES = List.of(4.0, 5.0);
  private static final int[] WIDTHS = {8, 16, 16, 10};

  private final Messages messages;
  private final PrintWriter out;

  PipelineMixTable(Messages messages, PrintWriter out) {
    this.messages = messages;
    this.out = out;
  }

  void measure(Path inspections, int placements, long seed) throws Exception {
    PackWatch watch = new PackWatch(PACK);
    Pack pack = watch.load();
    Reports reports = new Reports();
    reports.readAll(pack, List.of(inspections));
    Plan plan = new Plan(SCORES, placements, seed);
    Progress progress =
        new Progress(
            out, Boolean.getBoolean("zhijing.terminal"), messages.text("bench.real.running"));
    List<Row> rows;
    int cores = Runtime.getRuntime().availableProcessors();
    try (EmbeddedFlink flink = EmbeddedFlink.start(cores, EmbeddedFlink.USUAL_PORT)) {
      rows =
          new PipelineMixBench(
                  pack,
                  reports.accepted(),
                  reports.lastDay(),
                  rules -> DemoRun.settings(watch, pack, rules, reports.since()),
                  new Host(cores, flink::run))
              .run(plan, runs -> progress.show(runs, plan.runs(), ""));
    }
    progress.end();
    print(rows);
  }

  private void print(List<Row> rows) {
    out.println(messages.text("bench.real.pipeline"));
    TextTable table = new TextTable(WIDTHS);
    table.row(
        messages.text("bench.budget.score"),
        messages.text("bench.real.column.adjustment"),
        messages.text("bench.real.column.all-warnings"),
        messages.text("bench.pod"));
    table.rule();
    for (Row row : rows) {
      table.row(
          String.valueOf(row.score()),
          messages.text(row.isAdjusted() ? "bench.real.adjusted" : "bench.real.plain"),
          String.valueOf(row.warnings()),
          Double.isNaN(row.detected()) ? "-" : String.format(Locale.ROOT, "%.3f", row.detected()));
    }
    out.println(table);
    out.flush();
  }
}
