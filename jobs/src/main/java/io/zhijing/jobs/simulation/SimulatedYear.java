package io.zhijing.jobs.simulation;

import io.zhijing.connectors.file.Pack;
import io.zhijing.connectors.wire.RawReport;
import io.zhijing.detection.model.ReportStream;
import io.zhijing.detection.stats.Draws;
import java.io.IOException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * SIMULATED: a year of a region's three streams. How often what fails is published ({@link
 * PublishedRates}); season and spread are those of real reports ({@link RealShape}); how often
 * samples are targeted, how strict that is and how large a part of all reports is simulated are
 * assumptions (see the pack's {@code simulation/ORIGIN.md}). Incidents of known place and day are
 * added.
 *
 * @param reports in order of arrival
 * @param incidents what was made to happen
 * @param plan which year
 */
public record SimulatedYear(List<RawReport> reports, List<Incident> incidents, Plan plan) {
  private static final double DAYS_A_YEAR = 365.2425;

  /** Odd and without pattern: neighbouring cells get seeds far apart. */
  private static final long MIXING = 0x9E3779B97F4A7C15L;

  /**
   * Which year, how much of it, and which of all that could be.
   *
   * @param first its first day
   * @param last its last day
   * @param tests part of the published number of tests
   * @param complaints part of the published number of complaints
   * @param checks number of online checks, as a part of the simulated tests
   * @param seed of all chance
   */
  public record Plan(
      LocalDate first, LocalDate last, double tests, double complaints, double checks, long seed) {
    /** The year that comes with the program. */
    public static Plan standard() {
      return new Plan(
          LocalDate.parse("2025-01-01"), LocalDate.parse("2025-12-31"), 0.5, 0.25, 0.1, 20250101);
    }

    /** Another of all the years that could be. */
    public Plan withSeed(long other) {
      return new Plan(first, last, tests, complaints, checks, other);
    }

    /** The first weeks of the same year with so many times the reports. */
    public Plan first(int weeks, double times) {
      return new Plan(
          first,
          first.plusWeeks(weeks).minusDays(1),
          tests * times,
          complaints * times,
          checks,
          seed);
    }
  }

  /** Copies the lists. */
  public SimulatedYear {
    reports = List.copyOf(reports);
    incidents = List.copyOf(incidents);
  }

  /** Whether a pack has what a simulation is made from. */
  public static boolean isOffered(Pack pack) {
    return Incidents.isThere(pack);
  }

  /**
   * The year of a pack.
   *
   * @param shape season and spread
   * @throws IOException if the pack lacks what a simulation is made from
   */
  public static SimulatedYear of(Pack pack, RealShape shape, Plan plan) throws IOException {
    List<Incident> incidents = Incidents.of(pack);
    PublishedRates rates = PublishedRates.shipped(pack);
    SplittableRandom random = new SplittableRandom(plan.seed());
    Scenery scenery = new Scenery(pack, rates, shape.bodySpread(), random.split());
    Drawing drawing =
        new Drawing(
            scenery,
            shape,
            new ReportForms(scenery, rates, pack.zone()),
            incidents,
            random.nextLong());
    List<RawReport> reports = new ArrayList<>();
    for (LocalDate day = plan.first(); !day.isAfter(plan.last()); day = day.plusDays(1)) {
      if (day.equals(plan.first()) || day.getDayOfWeek() == DayOfWeek.MONDAY) {
        drawing.newWeek();
      }
      drawing.day(day, rates, plan, reports);
    }
    reports.removeIf(
        each -> each.identity().arrivedAt().atZone(pack.zone()).toLocalDate().isAfter(plan.last()));
    reports.sort(Comparator.comparing(each -> each.identity().arrivedAt()));
    return new SimulatedYear(reports, incidents, plan);
  }

  /** Day by day. */
  private static final class Drawing {
    private final Scenery scenery;
    private final RealShape shape;
    private final ReportForms forms;
    private final List<Incident> incidents;
    private final SplittableRandom random;
    private final long seed;
    private final double[] rateFactors;
    private final double[] countFactors;

    Drawing(
        Scenery scenery, RealShape shape, ReportForms forms, List<Incident> incidents, long seed) {
      this.scenery = scenery;
      this.shape = shape;
      this.forms = forms;
      this.incidents = incidents;
      this.random = new SplittableRandom(seed);
      this.seed = seed;
      this.rateFactors = new double[scenery.places()];
      this.countFactors = new double[scenery.places()];
    }

    void newWeek() {
      for (int place = 0; place < rateFactors.length; place++) {
        rateFactors[place] = factor(shape.rateVariation());
        countFactors[place] = factor(shape.countVariation());
      }
    }

    /** Log-normal with mean 1. */
    private double factor(double variance) {
      double logVariance = Math.log1p(variance);
      return Math.exp(Math.sqrt(logVariance) * Draws.normal(random) - logVariance / 2);
    }

    void day(LocalDate day, PublishedRates rates, Plan plan, List<RawReport> reports) {
      int weekday = day.getDayOfWeek().getValue() - 1;
      List<Incident> today = incidents.stream().filter(each -> each.isOn(day)).toList();
      double tests =
          plan.tests() * rates.testsAYear() / DAYS_A_YEAR * shape.testsByWeekday()[weekday];
      double complaints =
          plan.complaints()
              * rates.complaintsAYear()
              / DAYS_A_YEAR
              * shape.complaintsByWeekday()[weekday]
              * shape.complaintsByMonth()[day.getMonthValue() - 1];
      boolean isWorkingDay = weekday < 5;
      for (int place = 0; place < scenery.places(); place++) {
        for (int category = 0; category < scenery.categories().size(); category++) {
          double share =
              scenery.peopleShare(place) * scenery.categories().get(category).shareOfTests();
          Cell cell = new Cell(day, place, category, concerned(today, place, category));
          if (isWorkingDay) {
            tested(cell, ReportStream.INSPECTION, tests * share, reports);
            tested(cell, ReportStream.ECOMMERCE, tests * plan.checks() * share, reports);
          }
          complained(cell, complaints * share, reports);
        }
      }
    }

    private List<Incident> concerned(List<Incident> today, int place, int category) {
      return today.isEmpty()
          ? today
          : today.stream().filter(each -> scenery.concerns(each, place, category)).toList();
    }

    /** Each cell has a chance of its own, so that an incident changes nothing elsewhere. */
    private SplittableRandom chance(Cell cell, ReportStream stream) {
      long number = cell.day().toEpochDay();
      number = number * scenery.places() + cell.place();
      number = number * scenery.categories().size() + cell.category();
      return new SplittableRandom(number * MIXING + stream.code().hashCode() + seed);
    }

    private void tested(Cell cell, ReportStream stream, double mean, List<RawReport> reports) {
      SplittableRandom random = chance(cell, stream);
      List<Incident> here = of(cell.incidents(), stream);
      double usual = Draws.negativeBinomial(random, mean, 1);
      double added = 0;
      for (Incident each : here) {
        if (each.effect() == Incident.Effect.CAMPAIGN) {
          added += Draws.negativeBinomial(random, mean * (each.size() - 1), 1);
        }
      }
      double rate =
          scenery.categories().get(cell.category()).rate()
              * rateFactors[cell.place()]
              * shape.failuresByMonth()[cell.day().getMonthValue() - 1];
      for (int test = 0; test < usual + added; test++) {
        Sample sample = sample(cell, here, test >= usual, random);
        reports.addAll(forms.tested(sample, stream, here, Math.min(rate, 0.9), random));
      }
    }

    private Sample sample(
        Cell cell, List<Incident> here, boolean isCampaign, SplittableRandom random) {
      boolean isTakenOver =
          here.stream().anyMatch(each -> each.effect() == Incident.Effect.INSPECTOR);
      return new Sample(
          cell,
          isTakenOver ? scenery.strictest() : scenery.body(cell.place(), random),
          scenery.firm(random),
          isCampaign || random.nextDouble() < ReportForms.TARGETED_SHARE);
    }

    private void complained(Cell cell, double mean, List<RawReport> reports) {
      SplittableRandom random = chance(cell, ReportStream.COMPLAINT);
      List<Incident> here = of(cell.incidents(), ReportStream.COMPLAINT);
      double expected = mean * countFactors[cell.place()];
      double usual = Draws.negativeBinomial(random, expected, 1);
      for (int i = 0; i < usual; i++) {
        reports.add(forms.complained(cell, here, "", random));
      }
      for (Incident each : here) {
        if (each.effect().isRisk()) {
          double added = Draws.negativeBinomial(random, mean * (each.size() - 1), 1);
          for (int i = 0; i < added; i++) {
            reports.add(forms.complained(cell, here, each.hazard(), random));
          }
        }
      }
    }

    private static List<Incident> of(List<Incident> incidents, ReportStream stream) {
      return incidents.stream()
          .filter(each -> each.stream().isEmpty() || each.stream().equals(stream.code()))
          .toList();
    }
  }

  /** A day, a place, a category, and the incidents of all streams there. */
  record Cell(LocalDate day, int place, int category, List<Incident> incidents) {}

  /**
   * What is tested, and how.
   *
   * @param isTargeted whether it was chosen on suspicion
   */
  record Sample(Cell cell, Scenery.Body body, int firm, boolean isTargeted) {}
}
