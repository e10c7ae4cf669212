package io.zhijing.jobs.cli;

import io.zhijing.connectors.file.HeaderFaults;
import io.zhijing.connectors.file.Pack;
import io.zhijing.connectors.file.PackFaults;
import io.zhijing.connectors.wire.RawReport;
import io.zhijing.detection.model.Lattice;
import io.zhijing.detection.model.Report;
import io.zhijing.detection.model.RiskLevel;
import io.zhijing.detection.rehearsal.BudgetCurve;
import io.zhijing.detection.rehearsal.Rehearsal;
import io.zhijing.detection.rules.RuleSet;
import io.zhijing.jobs.bench.ShuffledHistory;
import io.zhijing.jobs.deidentify.Deidentifier;
import io.zhijing.jobs.settings.Calendar;
import io.zhijing.jobs.settings.PackWatch;
import io.zhijing.jobs.settings.PipelineSettings;
import io.zhijing.jobs.settings.Rules;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;

/**
 * How many warnings the rules raise on a pack's own history once its weeks are shuffled, so that
 * nothing lasts, beside the budget of false warnings; and the score that the budget would buy.
 */
final class CalibrationCheck {
  private static final double[] SCORES = {3, 4, 5, 6, 7, 8, 9};
  private static final int WEEK = 7;
  private static final int HOURS = 24;
  private static final int WIDTH = 16;

  /** Nothing leaves this process, so the key protects nobody. */
  private static final int KEY_BYTES = 16;

  private final Messages messages;
  private final PrintWriter out;

  CalibrationCheck(Messages messages, PrintWriter out) {
    this.messages = messages;
    this.out = out;
  }

  /**
   * What to check.
   *
   * @param pack name or folder
   * @param budget false warnings a month that are accepted
   * @param seed of the shuffling
   */
  record Task(String pack, double budget, long seed) {}

  /** 0 if the standard rules keep the budget on shuffled history, 1 if not. */
  int run(Task task) throws PackFaults, IOException, HeaderFaults {
    PackWatch watch = new PackWatch(task.pack());
    Pack pack = watch.load();
    Reports reports = new Reports();
    reports.readShipped(pack);
    if (reports.accepted().isEmpty()) {
      out.println(messages.text("demo.no-reports"));
      return 1;
    }
    Lattice lattice = new Lattice(pack.taxonomies(), pack.facets(), pack.neighbours());
    int first = (int) reports.firstWatchedDay().toEpochDay();
    int weeks = (int) (reports.lastDay().toEpochDay() - first + 1) / WEEK;
    ShuffledHistory history =
        new ShuffledHistory(current(watch, pack, reports), lattice, first, weeks, task.seed());
    RuleSet rules = Rules.standardOf(pack);
    int warmUp = rules.detection().referenceDays();
    int days = history.weeks() * WEEK;
    Rehearsal.Span span = new Rehearsal.Span(0, warmUp, warmUp + 2 * days - 1);
    out.println(
        messages.text(
            "doctor.calibration.heading",
            List.of(task.pack(), String.valueOf(weeks), String.valueOf(history.size()))));
    double standard = rules.levels().get(RiskLevel.BLUE).score();
    BudgetCurve curve = BudgetCurve.measure(lattice, rules, scores(standard), history, span);
    return print(curve, standard, task.budget());
  }

  /** The usual scores and that of the rules, which need not be whole, ascending. */
  static double[] scores(double standard) {
    return DoubleStream.concat(DoubleStream.of(SCORES), DoubleStream.of(standard))
        .sorted()
        .distinct()
        .toArray();
  }

  /**
   * Prints the curve and whether the budget is kept; 0 if it is.
   *
   * @param standard score of the rules, which the curve has a point at
   */
  int print(BudgetCurve curve, double standard, double budget) {
    TextTable table = new TextTable(WIDTH, WIDTH);
    table.row(messages.text("bench.budget.score"), messages.text("bench.budget.per-month"));
    table.rule();
    for (BudgetCurve.Point point : curve.points()) {
      table.row(number(point.score()), number(point.perMonth()));
    }
    out.println(table);
    double found =
        curve.points().stream()
            .filter(point -> point.score() == standard)
            .mapToDouble(BudgetCurve.Point::perMonth)
            .findFirst()
            .orElseThrow();
    boolean isKept = found <= budget;
    out.println(
        messages.text(
            isKept ? "doctor.calibration.kept" : "doctor.calibration.exceeded",
            List.of(number(standard), number(found), number(budget))));
    out.println(
        messages.text(
            "doctor.calibration.buys", List.of(number(budget), number(curve.scoreFor(budget)))));
    out.println(messages.text("doctor.calibration.paste"));
    out.println("  budget:");
    out.println("    false_warnings_per_month: " + number(budget));
    out.println("    curve:");
    for (BudgetCurve.Point point : curve.points()) {
      out.println(
          "      - {score: "
              + number(point.score())
              + ", per_month: "
              + String.format(Locale.ROOT, "%.4f", point.perMonth())
              + "}");
    }
    out.flush();
    return isKept ? 0 : 1;
  }

  /** The last version of each report, de-identified. */
  private static List<Report> current(PackWatch watch, Pack pack, Reports reports) {
    PipelineSettings settings =
        new PipelineSettings(
            new Calendar(pack.zone(), HOURS),
            PipelineSettings.Watch.of(watch, pack, Rules.standardOf(pack), reports.since()),
            new PipelineSettings.Horizons(1, 1),
            new PipelineSettings.HashKey(new byte[KEY_BYTES]));
    Deidentifier deidentifier = new Deidentifier(settings);
    Map<String, Report> byId = new LinkedHashMap<>();
    for (RawReport raw : reports.accepted()) {
      Report report = deidentifier.deidentify(raw);
      byId.put(report.source() + ":" + report.id(), report);
    }
    return List.copyOf(byId.values());
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
