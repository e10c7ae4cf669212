package io.zhijing.dashboards.console.view;

import io.zhijing.dashboards.console.query.Count;
import io.zhijing.dashboards.console.query.Series;
import io.zhijing.dashboards.console.query.Series.Day;
import io.zhijing.dashboards.console.query.Series.State;
import io.zhijing.dashboards.console.query.Series.Window;
import io.zhijing.dashboards.console.query.WarningDetail;
import io.zhijing.dashboards.console.query.WarningSummary;
import io.zhijing.dashboards.console.view.Plot.Band;
import io.zhijing.dashboards.console.view.Plot.Line;
import io.zhijing.dashboards.console.view.Plot.Mark;
import io.zhijing.dashboards.console.view.Plot.Role;
import io.zhijing.dashboards.console.view.Plot.Value;
import io.zhijing.detection.model.RiskLevel;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Series to charts. Windows differ in length and in tests, so they are drawn as what can be
 * compared: the share of tests that failed, or reports a week; the numbers themselves stand beside.
 */
final class WarningPlots {
  private static final double PERCENT = 100;
  private static final double WEEK = 7;

  private final Wording words;
  private final Series series;
  private final boolean isRate;

  WarningPlots(Wording words, Series series) {
    this.words = words;
    this.series = series;
    this.isRate =
        series.days().stream()
            .anyMatch(day -> day.window().map(window -> window.trials() > 0).orElse(false));
  }

  /** The chart of a stratum. */
  Plot plot(String id, List<Mark> marks, List<Band> bands, List<String> links) {
    List<Value> observed = new ArrayList<>();
    List<Value> expected = new ArrayList<>();
    List<Value> upper = new ArrayList<>();
    List<Value> daily = new ArrayList<>();
    for (Day day : series.days()) {
      observed.add(observed(day));
      expected.add(bound(day, Window::expected));
      upper.add(bound(day, Window::upperBound));
      daily.add(daily(day));
    }
    List<Band> all = new ArrayList<>(bands);
    all.addAll(states());
    return new Plot(
        id,
        words.of(isRate ? "plot.series.rate" : "plot.series.count"),
        isRate ? "%" : words.of("plot.unit.week"),
        series.days().stream().map(day -> words.day(day.day())).toList(),
        List.of(
            new Line(words.of(isRate ? "plot.failing" : "plot.reports"), Role.OBSERVED, observed),
            new Line(words.of("plot.expected"), Role.EXPECTED, expected),
            new Line(words.of("plot.upper"), Role.UPPER, upper),
            new Line(
                words.of(isRate ? "plot.daily.failures" : "plot.daily.reports"),
                Role.DAILY,
                daily)),
        marks,
        all,
        true,
        links);
  }

  private interface Field {
    Optional<Double> of(Window window);
  }

  private double scaled(Window window, double value) {
    return isRate ? PERCENT * value / window.trials() : WEEK * value / window.days();
  }

  private boolean isDrawable(Window window) {
    return isRate ? window.trials() > 0 : window.days() > 0;
  }

  private Value observed(Day day) {
    Optional<Window> window = day.window().filter(this::isDrawable);
    if (window.isEmpty()) {
      return Value.NONE;
    }
    Count count = window.get().observed();
    String text =
        isRate
            ? words.of(
                "plot.of", words.count(count), words.number(window.get().trials()), days(window))
            : words.of("plot.in", words.count(count), days(window));
    Optional<Double> drawn =
        count.isMasked()
            ? Optional.empty()
            : Optional.of(scaled(window.get(), (double) count.value().orElseThrow()));
    return new Value(drawn, text);
  }

  private static int days(Optional<Window> window) {
    return window.orElseThrow().days();
  }

  private Value bound(Day day, Field field) {
    Optional<Window> window = day.window().filter(this::isDrawable);
    Optional<Double> value = window.flatMap(field::of);
    return new Value(
        value.map(each -> scaled(window.orElseThrow(), each)), value.map(words::real).orElse(""));
  }

  private Value daily(Day day) {
    if (day.observed().isEmpty()) {
      return new Value(
          Optional.empty(),
          day.why().map(why -> words.code("why", why)).orElse(words.code("state", day.state())));
    }
    Count count = day.observed().get();
    boolean hasTests = day.trials().orElse(0L) > 0;
    String text =
        hasTests
            ? words.of("plot.day.of", words.count(count), words.number(day.trials().orElseThrow()))
            : words.count(count);
    return new Value(
        count.isMasked() ? Optional.empty() : Optional.of((double) count.value().orElseThrow()),
        text);
  }

  /** Stretches of days of which nothing is known, or whose source was broken. */
  private List<Band> states() {
    List<Band> bands = new ArrayList<>();
    Day first = null;
    Day last = null;
    for (Day day : series.days()) {
      boolean isOdd = day.state() == State.NO_DATA || day.state() == State.BROKEN;
      boolean continues = first != null && isOdd && day.state() == first.state();
      if (first != null && !continues) {
        bands.add(band(first, last));
        first = null;
      }
      if (isOdd && first == null) {
        first = day;
      }
      last = day;
    }
    if (first != null) {
      bands.add(band(first, last));
    }
    return bands;
  }

  private Band band(Day first, Day last) {
    return new Band(
        words.day(first.day()),
        words.day(last.day()),
        first.state().code(),
        words.code("state", first.state()));
  }

  /** The days on which a warning had each of its levels. */
  static List<Band> levels(Wording words, WarningDetail detail, Series series) {
    List<Band> bands = new ArrayList<>();
    RiskLevel level = RiskLevel.NONE;
    LocalDate since = series.from();
    for (WarningDetail.Step step : detail.steps()) {
      if (step.to() != level) {
        add(bands, words, level, since, step.on());
        level = step.to();
        since = step.on();
      }
    }
    add(bands, words, level, since, series.to());
    return bands.stream()
        .filter(band -> band.to().compareTo(words.day(series.from())) >= 0)
        .map(
            band ->
                band.from().compareTo(words.day(series.from())) < 0
                    ? new Band(words.day(series.from()), band.to(), band.kind(), band.text())
                    : band)
        .toList();
  }

  private static void add(
      List<Band> bands, Wording words, RiskLevel level, LocalDate from, LocalDate to) {
    if (level != RiskLevel.NONE && !to.isBefore(from)) {
      bands.add(new Band(words.day(from), words.day(to), level.code(), words.code("level", level)));
    }
  }

  /** Where each warning on a series was raised. */
  static List<Mark> raised(Wording words, Series series) {
    List<Mark> marks = new ArrayList<>();
    for (WarningSummary warning : series.warnings()) {
      LocalDate day = warning.raisedOn();
      if (!day.isBefore(series.from()) && !day.isAfter(series.to())) {
        marks.add(
            new Mark(
                words.day(day),
                warning.peakLevel().code(),
                words.of("plot.raised", words.code("level", warning.peakLevel()))));
      }
    }
    return marks;
  }
}
