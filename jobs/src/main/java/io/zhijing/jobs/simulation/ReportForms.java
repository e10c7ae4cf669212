package io.zhijing.jobs.simulation;

import io.zhijing.connectors.wire.RawReport;
import io.zhijing.connectors.wire.RawReport.Identity;
import io.zhijing.connectors.wire.RawReport.Outcome;
import io.zhijing.connectors.wire.RawReport.Person;
import io.zhijing.connectors.wire.RawReport.Sampling;
import io.zhijing.connectors.wire.RawReport.What;
import io.zhijing.connectors.wire.RawReport.Where;
import io.zhijing.connectors.wire.RawReport.Who;
import io.zhijing.detection.model.ReportStream;
import io.zhijing.jobs.simulation.Incident.Effect;
import io.zhijing.jobs.simulation.SimulatedYear.Cell;
import io.zhijing.jobs.simulation.SimulatedYear.Sample;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/** Draws what comes of a test or a complaint, and writes it as a report. */
final class ReportForms {
  /** Targeted tests fail with twice the odds of random ones: an assumption. */
  private static final double TARGETED_ODDS = 2;

  /** One test in five is targeted: an assumption. */
  static final double TARGETED_SHARE = 0.2;

  /** One report in twenty arrives one to three days late: an assumption. */
  private static final double LATE_SHARE = 0.05;

  private static final int LATE_DAYS = 3;
  private static final int LATE_RISE_DAYS = 7;
  private static final int CORRECTED_DAYS = 2;
  private static final int DAY_SECONDS = 86_400;
  private static final String DOMAIN = "product";

  private final Scenery scenery;
  private final PublishedRates rates;
  private final ZoneId zone;
  private final Map<ReportStream, Integer> ids = new EnumMap<>(ReportStream.class);

  ReportForms(Scenery scenery, PublishedRates rates, ZoneId zone) {
    this.scenery = scenery;
    this.rates = rates;
    this.zone = zone;
  }

  /** The reports of one test: one, or two if it is corrected. */
  List<RawReport> tested(
      Sample sample,
      ReportStream stream,
      List<Incident> here,
      double rate,
      SplittableRandom random) {
    double odds = odds(rate / (1 + TARGETED_SHARE * (TARGETED_ODDS - 1)));
    odds *= sample.isTargeted() ? TARGETED_ODDS : 1;
    odds *= sample.body().oddsFactor();
    double usual = odds;
    Incident cause = null;
    for (Incident each : here) {
      boolean isRise = each.effect() == Effect.RISE || each.effect() == Effect.LATE_RISE;
      if (isRise || (each.effect() == Effect.FIRM && sample.firm() == 0)) {
        odds *= each.size();
        cause = each;
      }
    }
    double probability = odds / (1 + odds);
    double usualProbability = usual / (1 + usual);
    double chance = random.nextDouble();
    boolean isFailed = chance < probability;
    boolean isByIncident = isFailed && chance >= usualProbability && cause != null;
    String hazard = "";
    if (isFailed) {
      hazard = isByIncident && !cause.hazard().isEmpty() ? cause.hazard() : hazard(random);
    }
    Identity identity = identity(stream, sample.cell().day(), here, random);
    RawReport report = test(sample, identity, isFailed ? List.of(hazard) : List.of());
    boolean isMistaken =
        !isFailed
            && here.stream()
                .anyMatch(
                    each -> each.effect() == Effect.CORRECTED && random.nextDouble() < each.size());
    return isMistaken ? corrected(sample, report, random) : List.of(report);
  }

  private List<RawReport> corrected(Sample sample, RawReport right, SplittableRandom random) {
    Identity first = right.identity();
    Identity second =
        new Identity(
            first.stream(),
            first.id(),
            1,
            false,
            first.eventDate(),
            first.arrivedAt().plusSeconds((long) CORRECTED_DAYS * DAY_SECONDS));
    return List.of(test(sample, first, List.of(hazard(random))), test(sample, second, List.of()));
  }

  private RawReport test(Sample sample, Identity identity, List<String> hazards) {
    Cell cell = sample.cell();
    boolean isOnline = identity.stream() == ReportStream.ECOMMERCE;
    String place = scenery.place(cell.place());
    return new RawReport(
        identity,
        new Where(place, "", List.of(place)),
        what(cell, hazards),
        new Who(
            scenery.firmCode(cell.place(), cell.category(), sample.firm()),
            scenery.firmName(cell.place(), cell.category(), sample.firm()),
            "",
            "",
            isOnline ? "模拟平台" : ""),
        new Sampling(
            sample.isTargeted() ? "targeted" : "random",
            isOnline ? "online" : "market",
            sample.body().name(),
            ""),
        new Outcome(1, hazards.isEmpty() ? 0 : 1),
        Person.NONE);
  }

  RawReport complained(Cell cell, List<Incident> here, String hazard, SplittableRandom random) {
    return new RawReport(
        identity(ReportStream.COMPLAINT, cell.day(), here, random),
        new Where(scenery.place(cell.place()), "", List.of()),
        what(cell, hazard.isEmpty() ? List.of() : List.of(hazard)),
        new Who("", "", "", "", ""),
        new Sampling("", "", "", "12315"),
        new Outcome(null, null),
        Person.NONE);
  }

  private What what(Cell cell, List<String> hazards) {
    PublishedRates.Category category = scenery.categories().get(cell.category());
    return new What(category.sector(), category.product(), hazards, DOMAIN);
  }

  private Identity identity(
      ReportStream stream, LocalDate day, List<Incident> here, SplittableRandom random) {
    int number = ids.merge(stream, 1, Integer::sum);
    long delay = random.nextDouble() < LATE_SHARE ? 1 + random.nextInt(LATE_DAYS) : 0;
    for (Incident each : here) {
      if (each.effect() == Effect.LATE_RISE) {
        delay = Math.max(delay, LATE_RISE_DAYS);
      } else if (each.effect() == Effect.SILENCE) {
        delay = Math.max(delay, each.last().plusDays(1).toEpochDay() - day.toEpochDay());
      }
    }
    Instant arrived =
        day.plusDays(delay).atStartOfDay(zone).toInstant().plusSeconds(random.nextInt(DAY_SECONDS));
    String id =
        String.format(
            Locale.ROOT,
            "SIM-%s-%07d",
            stream.code().substring(0, 1).toUpperCase(Locale.ROOT),
            number);
    return new Identity(stream, id, 0, false, day, arrived);
  }

  private String hazard(SplittableRandom random) {
    double left = random.nextDouble();
    for (PublishedRates.Share each : rates.hazards()) {
      left -= each.share();
      if (left < 0) {
        return each.hazard();
      }
    }
    return rates.hazards().get(rates.hazards().size() - 1).hazard();
  }

  private static double odds(double probability) {
    return probability / (1 - probability);
  }
}
