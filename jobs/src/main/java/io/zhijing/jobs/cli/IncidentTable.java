package io.zhijing.jobs.cli;

import io.zhijing.detection.rules.RuleSet;
import io.zhijing.jobs.bench.IncidentScores;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/** Several simulated years as tables: what each was like, and what became of each incident. */
record IncidentTable(DemoRun.Screen screen) {
  private static final int[] YEARS = {18, 10, 8, 8, 10};
  private static final int FIRST_COLUMNS = 2;
  private static final int ID = 4;
  private static final int NAME = 64;
  private static final int FOUND = 10;
  private static final int DELAY = 8;

  /** One table of years for each rule set, and one of the incidents under all of them. */
  void show(List<RuleSet> ruleSets, List<IncidentScores> scores) {
    PrintWriter out = screen.out();
    out.println();
    screen.say("score.simulated");
    for (int i = 0; i < scores.size(); i++) {
      RuleSet rules = ruleSets.get(i);
      out.println();
      screen.say("backtest.rules", rules.id() + "@" + rules.version());
      years(scores.get(i));
    }
    incidents(scores);
    out.flush();
  }

  private void years(IncidentScores scores) {
    Messages messages = screen.messages();
    TextTable table = new TextTable(YEARS);
    table.row(
        messages.text("bench.incidents.seed"),
        messages.text("bench.incidents.found"),
        messages.text("bench.incidents.decoys"),
        messages.text("bench.incidents.false"),
        messages.text("bench.incidents.warnings"));
    table.rule();
    for (IncidentScores.Year year : scores.years()) {
      table.row(
          String.valueOf(year.seed()),
          String.valueOf(year.score().risksFound()),
          String.valueOf(year.score().decoysRaised()),
          String.valueOf(year.score().falseWarnings().size()),
          String.valueOf(year.warnings()));
    }
    table.row(
        messages.text("bench.incidents.mean"),
        mean(scores, year -> year.score().risksFound()),
        mean(scores, year -> year.score().decoysRaised()),
        mean(scores, year -> year.score().falseWarnings().size()),
        mean(scores, IncidentScores.Year::warnings));
    screen.out().println(table);
    for (IncidentScores.Year year : scores.years()) {
      year.score()
          .falseWarnings()
          .forEach(each -> screen.say("bench.incidents.false-one", year.seed() + "", each.id()));
    }
  }

  private static String mean(IncidentScores scores, ToDoubleFunction<IncidentScores.Year> of) {
    return String.format(Locale.ROOT, "%.1f", scores.mean(of));
  }

  private void incidents(List<IncidentScores> scores) {
    int[] widths = new int[FIRST_COLUMNS + 2 * scores.size()];
    Arrays.setAll(widths, i -> i % 2 == 0 ? FOUND : DELAY);
    widths[0] = ID;
    widths[1] = NAME;
    TextTable table = new TextTable(widths);
    List<String> heading = new ArrayList<>(List.of("", screen.messages().text("score.incident")));
    scores.forEach(
        each -> {
          heading.add(screen.messages().text("bench.incidents.years"));
          heading.add(screen.messages().text("bench.incidents.delay"));
        });
    table.row(heading.toArray(String[]::new));
    table.rule();
    List<List<IncidentScores.Row>> rows = scores.stream().map(IncidentScores::rows).toList();
    for (int i = 0; i < rows.get(0).size(); i++) {
      IncidentScores.Row first = rows.get(0).get(i);
      List<String> cells =
          new ArrayList<>(
              List.of(first.incident().id(), ScoreTable.nameOf(first.incident(), screen)));
      for (int of = 0; of < scores.size(); of++) {
        IncidentScores.Row row = rows.get(of).get(i);
        cells.add(row.found() + "/" + scores.get(of).years().size());
        cells.add(days(row.medianDelay()));
      }
      table.row(cells.toArray(String[]::new));
    }
    screen.out().println(table);
  }

  private static String days(OptionalDouble delay) {
    return delay.isPresent() ? String.format(Locale.ROOT, "%.1f", delay.getAsDouble()) : "";
  }
}
