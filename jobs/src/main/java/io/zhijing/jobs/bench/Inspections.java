package io.zhijing.jobs.bench;

import io.zhijing.detection.baseline.MixCell;
import io.zhijing.detection.baseline.MixHistory;
import io.zhijing.detection.baseline.MixRates;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Inspections by stratum and week, with who inspected what.
 *
 * @param strata names of the strata, ascending
 * @param weeks how many weeks, from the Monday on or before the first inspection
 * @param all every inspection
 */
record Inspections(List<String> strata, int weeks, List<Inspection> all) {
  private static final String INSPECTOR = "inspector=";
  private static final int WEEK = 7;

  /**
   * An inspection.
   *
   * @param stratum index of the stratum, -1 if the row names none: it then teaches the cells only
   * @param week index of the week
   * @param cell who inspected what
   * @param trials tests
   * @param failures failed tests
   */
  record Inspection(int stratum, int week, MixCell cell, double trials, double failures) {}

  /**
   * Reads inspections: strata are the regions of the second level, the inspecting body stands in
   * the notes, what is inspected is kind of place and risk class. A row without body has no body in
   * its cell and so the rate of what was inspected, whoever did it.
   *
   * @throws IOException if the file cannot be read
   */
  static Inspections read(Path file) throws IOException {
    List<Map<String, String>> rows = BenchTable.read(file).rows();
    TreeSet<String> names = new TreeSet<>();
    TreeSet<LocalDate> dates = new TreeSet<>();
    for (Map<String, String> row : rows) {
      dates.add(date(file, row.get("event_date")));
      if (!row.get("region_level2").isEmpty()) {
        names.add(row.get("region_level2"));
      }
    }
    if (names.isEmpty()) {
      throw new IOException(file + " names no region");
    }
    List<String> strata = List.copyOf(names);
    LocalDate monday = dates.first().with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    List<Inspection> all = new ArrayList<>();
    for (Map<String, String> row : rows) {
      all.add(
          new Inspection(
              strata.indexOf(row.get("region_level2")),
              week(monday, date(file, row.get("event_date"))),
              cell(row),
              BenchTable.number(file, row, "trials"),
              BenchTable.number(file, row, "failures")));
    }
    return new Inspections(strata, week(monday, dates.last()) + 1, all);
  }

  private static int week(LocalDate monday, LocalDate day) {
    return (int) ((day.toEpochDay() - monday.toEpochDay()) / WEEK);
  }

  private static LocalDate date(Path file, String text) throws IOException {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException malformed) {
      throw new IOException(file + ": '" + text + "' is no date", malformed);
    }
  }

  private static MixCell cell(Map<String, String> row) {
    String body =
        Arrays.stream(row.get("note").split(";", -1))
            .filter(part -> part.startsWith(INSPECTOR))
            .map(part -> part.substring(INSPECTOR.length()))
            .findFirst()
            .orElse("");
    return new MixCell("", body, row.get("sector_level2") + "/" + row.get("sector_level1"));
  }

  /** Tests by stratum and week. */
  double[][] trials() {
    double[][] sums = new double[strata.size()][weeks];
    for (Inspection each : all) {
      if (each.stratum() >= 0) {
        sums[each.stratum()][each.week()] += each.trials();
      }
    }
    return sums;
  }

  /** Failed tests by stratum and week. */
  double[][] failures() {
    double[][] sums = new double[strata.size()][weeks];
    for (Inspection each : all) {
      if (each.stratum() >= 0) {
        sums[each.stratum()][each.week()] += each.failures();
      }
    }
    return sums;
  }

  /** Reference rates by stratum and week, each from weeks that had closed before it. */
  double[][] references(MixHistory.Memory memory) {
    MixHistory history = new MixHistory(memory);
    List<List<Map<MixCell, Double>>> mixes = new ArrayList<>();
    for (int i = 0; i < strata.size(); i++) {
      List<Map<MixCell, Double>> ofStratum = new ArrayList<>();
      for (int week = 0; week < weeks; week++) {
        ofStratum.add(new HashMap<>());
      }
      mixes.add(ofStratum);
    }
    for (Inspection each : all) {
      history.add(each.week(), each.cell(), each.trials(), each.failures());
      if (each.stratum() >= 0) {
        mixes.get(each.stratum()).get(each.week()).merge(each.cell(), each.trials(), Double::sum);
      }
    }
    double[][] references = new double[strata.size()][weeks];
    for (int week = 0; week < weeks; week++) {
      MixRates rates = history.asOf(week);
      for (int i = 0; i < references.length; i++) {
        references[i][week] = rates.reference(mixes.get(i).get(week));
      }
    }
    return references;
  }
}
