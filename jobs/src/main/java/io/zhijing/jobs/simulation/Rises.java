package io.zhijing.jobs.simulation;

import io.zhijing.connectors.wire.RawReport;
import io.zhijing.connectors.wire.RawReport.Outcome;
import io.zhijing.connectors.wire.RawReport.What;
import io.zhijing.detection.model.Taxonomy;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Rises of known place and time put into real reports. SIMULATED: each passed test of a region
 * fails, for some days, with the probability that multiplies the region's failure rate over all
 * days; it then shows the hazards of some report that failed in the same sector.
 */
public final class Rises {
  private final List<RawReport> reports;
  private final List<String> regions;
  private final Map<String, long[]> byRegion = new HashMap<>();
  private final Map<String, List<List<String>>> failedBySector = new HashMap<>();

  /**
   * A rise.
   *
   * @param region code of the region
   * @param first its first day
   * @param days how long it lasts
   */
  public record Rise(String region, LocalDate first, int days) {
    /** Whether a day is one of the rise. */
    public boolean contains(LocalDate day) {
      return !day.isBefore(first) && day.isBefore(first.plusDays(days));
    }
  }

  /**
   * What rises are like.
   *
   * @param from first day on which one may begin
   * @param to last day on which one may end
   * @param days how long each lasts
   * @param times by what the rate is multiplied, above 1
   */
  public record Shape(LocalDate from, LocalDate to, int days, double times) {}

  /** Rises into reports with tests, as they count: the latest revision of each. */
  public Rises(List<RawReport> reports, Taxonomy taxonomy) {
    this.reports = reports;
    List<String> codes = new ArrayList<>(reports.size());
    for (RawReport report : reports) {
      String region = taxonomy.resolve(report.where().region()).code();
      codes.add(region);
      if (hasTests(report)) {
        long[] sums = byRegion.computeIfAbsent(region, unseen -> new long[2]);
        sums[0] += report.outcome().trials();
        sums[1] += report.outcome().failures();
        if (report.outcome().failures() > 0 && !report.what().hazards().isEmpty()) {
          failedBySector
              .computeIfAbsent(report.what().sector(), unseen -> new ArrayList<>())
              .add(report.what().hazards());
        }
      }
    }
    this.regions = List.copyOf(codes);
  }

  private static boolean hasTests(RawReport report) {
    return report.outcome().trials() != null && report.outcome().failures() != null;
  }

  /**
   * Rises at random places, in each of which something is tested: no region twice.
   *
   * @param count how many; fewer if there are fewer regions
   */
  public List<Rise> draw(int count, Shape shape, SplittableRandom random) {
    long span = shape.to().toEpochDay() - shape.from().toEpochDay() - shape.days() + 2;
    if (span < 1) {
      throw new IllegalArgumentException("no " + shape.days() + " days in " + shape);
    }
    List<String> places = new ArrayList<>(byRegion.keySet());
    places.remove(Taxonomy.UNKNOWN);
    places.sort(null);
    List<Rise> rises = new ArrayList<>();
    while (rises.size() < count && !places.isEmpty()) {
      String region = places.get(random.nextInt(places.size()));
      Rise rise = new Rise(region, shape.from().plusDays(random.nextLong(span)), shape.days());
      if (isTested(rise)) {
        rises.add(rise);
        places.remove(region);
      }
    }
    return rises;
  }

  private boolean isTested(Rise rise) {
    for (int i = 0; i < reports.size(); i++) {
      if (hasTests(reports.get(i))
          && regions.get(i).equals(rise.region())
          && rise.contains(reports.get(i).identity().eventDate())) {
        return true;
      }
    }
    return false;
  }

  /** The reports with the rises in them, in the same order. */
  public List<RawReport> into(List<Rise> rises, Shape shape, SplittableRandom random) {
    List<RawReport> raised = new ArrayList<>(reports.size());
    for (int i = 0; i < reports.size(); i++) {
      RawReport report = reports.get(i);
      String region = regions.get(i);
      boolean isRisen =
          hasTests(report)
              && rises.stream()
                  .anyMatch(
                      rise ->
                          rise.region().equals(region)
                              && rise.contains(report.identity().eventDate()));
      raised.add(isRisen ? raised(report, byRegion.get(region), shape.times(), random) : report);
    }
    return raised;
  }

  private RawReport raised(RawReport report, long[] sums, double times, SplittableRandom random) {
    double rate = (double) sums[1] / sums[0];
    double turning = rate < 1 ? Math.min(1, (times - 1) * rate / (1 - rate)) : 0;
    int passed = report.outcome().trials() - report.outcome().failures();
    int turned = 0;
    for (int test = 0; test < passed; test++) {
      turned += random.nextDouble() < turning ? 1 : 0;
    }
    if (turned == 0) {
      return report;
    }
    What what = report.what();
    return new RawReport(
        report.identity(),
        report.where(),
        new What(what.sector(), what.product(), hazards(what, random), what.domain()),
        report.who(),
        report.sampling(),
        new Outcome(report.outcome().trials(), report.outcome().failures() + turned),
        report.person());
  }

  private List<String> hazards(What what, SplittableRandom random) {
    List<List<String>> failed = failedBySector.getOrDefault(what.sector(), List.of());
    if (failed.isEmpty()) {
      return what.hazards();
    }
    Set<String> shown = new HashSet<>(what.hazards());
    shown.addAll(failed.get(random.nextInt(failed.size())));
    return shown.stream().sorted().toList();
  }
}
