package io.zhijing.dashboards.console.view;

import io.zhijing.dashboards.console.query.SituationQueries.Week;
import io.zhijing.dashboards.console.view.Plot.Line;
import io.zhijing.dashboards.console.view.Plot.Role;
import io.zhijing.dashboards.console.view.Plot.Value;
import io.zhijing.detection.model.ReportStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Weeks of streams to charts: a failure rate where there are tests, else a count. */
final class WeekPlots {
  private static final double PERCENT = 100;

  private WeekPlots() {}

  static List<Plot> of(Wording words, List<Week> weeks) {
    List<Plot> plots = new ArrayList<>();
    for (ReportStream stream : ReportStream.values()) {
      List<Week> own = weeks.stream().filter(week -> week.stream().equals(stream.code())).toList();
      if (!own.isEmpty()) {
        plots.add(plot(words, stream, own));
      }
    }
    return plots;
  }

  private static Plot plot(Wording words, ReportStream stream, List<Week> weeks) {
    boolean isRate = weeks.stream().anyMatch(week -> week.trials() > 0);
    List<Value> observed = new ArrayList<>();
    List<Value> expected = new ArrayList<>();
    List<Value> tests = new ArrayList<>();
    for (Week week : weeks) {
      observed.add(value(words, week, Optional.of((double) week.observed()), isRate));
      expected.add(value(words, week, week.expected(), isRate));
      tests.add(new Value(Optional.empty(), words.number(week.trials())));
    }
    List<Line> lines = new ArrayList<>();
    lines.add(new Line(words.of(isRate ? "plot.failing" : "plot.reports"), Role.COLUMN, observed));
    lines.add(new Line(words.of("plot.expected"), Role.EXPECTED, expected));
    if (isRate) {
      lines.add(new Line(words.of("plot.tests"), Role.DAILY, tests));
    }
    String name = words.code("stream", stream);
    return new Plot(
        "weeks-" + stream.code(),
        words.of(isRate ? "plot.weeks.rate" : "plot.weeks.count", name),
        isRate ? "%" : words.of("plot.unit.week"),
        weeks.stream().map(week -> words.day(week.monday())).toList(),
        lines,
        List.of(),
        List.of(),
        false,
        List.of());
  }

  private static Value value(Wording words, Week week, Optional<Double> count, boolean isRate) {
    if (!isRate) {
      return new Value(count, words.real(count));
    }
    if (week.trials() == 0 || count.isEmpty()) {
      return new Value(Optional.empty(), words.of("plot.no_tests"));
    }
    return new Value(
        count.map(each -> PERCENT * each / week.trials()),
        words.percent(count.get(), (double) week.trials()));
  }
}
