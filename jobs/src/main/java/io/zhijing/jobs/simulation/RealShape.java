package io.zhijing.jobs.simulation;

import io.zhijing.connectors.wire.RawReport;
import io.zhijing.detection.model.ReportStream;
import java.time.LocalDate;
import java.time.temporal.WeekFields;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * Season and spread measured on real reports, to give simulated ones. All factors are relative and
 * average 1.
 *
 * @param failuresByMonth of the rate of failing, January first
 * @param complaintsByMonth of the number of complaints
 * @param testsByWeekday of the number of tests, Monday first
 * @param complaintsByWeekday of the number of complaints
 * @param rateVariation variance of the factor by which a place's rate differs from its expectation
 *     in a week, beyond what chance does to so few tests
 * @param countVariation likewise of a place's number of complaints
 * @param bodySpread standard deviation of the logarithm of the inspecting bodies' rates
 */
public record RealShape(
    double[] failuresByMonth,
    double[] complaintsByMonth,
    double[] testsByWeekday,
    double[] complaintsByWeekday,
    double rateVariation,
    double countVariation,
    double bodySpread) {
  private static final int MONTHS = 12;
  private static final int WEEKDAYS = 7;
  private static final int KNOWN_BODY = 100;

  /** Tests and failures, or 0 and a number of complaints. */
  private static final class Sums {
    private double trials;
    private double observed;
  }

  private record Inspection(LocalDate day, String place, String body, int trials, int failures) {}

  private record PlaceWeek(String place, LocalDate monday) {}

  /**
   * Measures inspections with a verdict and complaints.
   *
   * @throws IllegalArgumentException if there are none of either
   */
  public static RealShape measure(List<RawReport> reports) {
    List<Inspection> inspections = new ArrayList<>();
    for (RawReport report : reports) {
      RawReport.Outcome outcome = report.outcome();
      if (report.identity().stream() == ReportStream.INSPECTION
          && outcome.trials() != null
          && outcome.failures() != null) {
        inspections.add(
            new Inspection(
                report.identity().eventDate(),
                report.where().region(),
                report.sampling().body(),
                outcome.trials(),
                outcome.failures()));
      }
    }
    if (inspections.isEmpty()) {
      throw new IllegalArgumentException("there is no inspection to measure");
    }
    LocalDate first =
        inspections.stream().map(Inspection::day).min(LocalDate::compareTo).orElseThrow();
    List<RawReport> complaints =
        reports.stream()
            .filter(each -> each.identity().stream() == ReportStream.COMPLAINT)
            .filter(each -> !each.identity().eventDate().isBefore(first))
            .toList();
    if (complaints.isEmpty()) {
      throw new IllegalArgumentException("there is no complaint to measure");
    }
    double[] rates = ratesByMonth(inspections);
    double[] counts = complaintsByMonth(complaints);
    Map<String, Double> bodies = bodyFactors(inspections, rates);
    return new RealShape(
        relative(rates),
        counts,
        byWeekday(inspections, Inspection::trials),
        complaintsByWeekday(complaints),
        rateVariation(inspections, rates, bodies),
        countVariation(complaints, counts),
        spread(inspections, rates, bodies));
  }

  private static double[] ratesByMonth(List<Inspection> inspections) {
    Sums[] months = sums(MONTHS);
    for (Inspection each : inspections) {
      Sums month = months[each.day().getMonthValue() - 1];
      month.trials += each.trials();
      month.observed += each.failures();
    }
    return Arrays.stream(months).mapToDouble(month -> month.observed / month.trials).toArray();
  }

  /** By day of the month's days, since months and years are not equally covered. */
  private static double[] complaintsByMonth(List<RawReport> complaints) {
    Map<LocalDate, Integer> byDay = new TreeMap<>();
    complaints.forEach(each -> byDay.merge(each.identity().eventDate(), 1, Integer::sum));
    Sums[] months = sums(MONTHS);
    byDay.forEach(
        (day, count) -> {
          months[day.getMonthValue() - 1].trials++;
          months[day.getMonthValue() - 1].observed += count;
        });
    return relative(
        Arrays.stream(months).mapToDouble(month -> month.observed / month.trials).toArray());
  }

  private static double[] byWeekday(
      List<Inspection> inspections, ToDoubleFunction<Inspection> weight) {
    double[] sums = new double[WEEKDAYS];
    inspections.forEach(
        each -> sums[each.day().getDayOfWeek().getValue() - 1] += weight.applyAsDouble(each));
    return relative(sums);
  }

  private static double[] complaintsByWeekday(List<RawReport> complaints) {
    double[] sums = new double[WEEKDAYS];
    complaints.forEach(each -> sums[each.identity().eventDate().getDayOfWeek().getValue() - 1]++);
    return relative(sums);
  }

  private static Map<String, Double> bodyFactors(List<Inspection> inspections, double[] rates) {
    Map<String, Sums> byBody = new HashMap<>();
    for (Inspection each : inspections) {
      Sums body = byBody.computeIfAbsent(each.body(), name -> new Sums());
      body.trials += each.trials() * rates[each.day().getMonthValue() - 1];
      body.observed += each.failures();
    }
    Map<String, Double> factors = new HashMap<>();
    byBody.forEach((name, body) -> factors.put(name, body.observed / body.trials));
    return factors;
  }

  /** Moments of y given the expectation m of n tests: E((y - m)^2 - m(1-p)) = m^2 (n-1)/n v. */
  private static double rateVariation(
      List<Inspection> inspections, double[] rates, Map<String, Double> bodies) {
    Map<PlaceWeek, double[]> cells = new HashMap<>();
    for (Inspection each : inspections) {
      double rate = rates[each.day().getMonthValue() - 1] * bodies.get(each.body());
      double[] cell = cells.computeIfAbsent(week(each.place(), each.day()), key -> new double[4]);
      cell[0] += each.trials();
      cell[1] += each.failures();
      cell[2] += each.trials() * rate;
      cell[3] += each.trials() * rate * (1 - rate);
    }
    double excess = 0;
    double weight = 0;
    for (double[] cell : cells.values()) {
      double off = cell[1] - cell[2];
      excess += off * off - cell[3];
      weight += cell[2] * cell[2] * (cell[0] - 1) / cell[0];
    }
    return Math.max(0, excess / weight);
  }

  private static double countVariation(List<RawReport> complaints, double[] months) {
    Map<PlaceWeek, Integer> cells = new HashMap<>();
    Map<String, Integer> places = new HashMap<>();
    Map<LocalDate, Integer> weeks = new TreeMap<>();
    for (RawReport each : complaints) {
      PlaceWeek key = week(each.where().region(), each.identity().eventDate());
      cells.merge(key, 1, Integer::sum);
      places.merge(key.place(), 1, Integer::sum);
      weeks.merge(key.monday(), 1, Integer::sum);
    }
    double scale =
        complaints.size()
            / weeks.keySet().stream().mapToDouble(day -> months[day.getMonthValue() - 1]).sum();
    double excess = 0;
    double weight = 0;
    for (Map.Entry<String, Integer> place : places.entrySet()) {
      double share = (double) place.getValue() / complaints.size();
      for (LocalDate monday : weeks.keySet()) {
        double mean = scale * share * months[monday.getMonthValue() - 1];
        double off = cells.getOrDefault(new PlaceWeek(place.getKey(), monday), 0) - mean;
        excess += off * off - mean;
        weight += mean * mean;
      }
    }
    return Math.max(0, excess / weight);
  }

  /** Of bodies with many tests; the variance that chance adds is taken off. */
  private static double spread(
      List<Inspection> inspections, double[] rates, Map<String, Double> bodies) {
    Map<String, Double> expected = new HashMap<>();
    for (Inspection each : inspections) {
      expected.merge(
          each.body(), each.trials() * rates[each.day().getMonthValue() - 1], Double::sum);
    }
    List<Double> logs = new ArrayList<>();
    double chance = 0;
    for (Map.Entry<String, Double> body : expected.entrySet()) {
      double failures = bodies.get(body.getKey()) * body.getValue();
      if (body.getValue() >= KNOWN_BODY * mean(rates) && failures > 0) {
        logs.add(Math.log(bodies.get(body.getKey())));
        chance += 1 / failures;
      }
    }
    double average = logs.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    double sum = logs.stream().mapToDouble(log -> (log - average) * (log - average)).sum();
    return logs.size() < 2
        ? 0
        : Math.sqrt(Math.max(0, sum / (logs.size() - 1) - chance / logs.size()));
  }

  private static PlaceWeek week(String place, LocalDate day) {
    return new PlaceWeek(place, day.with(WeekFields.ISO.dayOfWeek(), 1));
  }

  private static Sums[] sums(int size) {
    Sums[] sums = new Sums[size];
    Arrays.setAll(sums, index -> new Sums());
    return sums;
  }

  private static double[] relative(double[] values) {
    double mean = mean(values);
    return Arrays.stream(values).map(value -> value / mean).toArray();
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }
}
