package io.zhijing.jobs.aggregate;

import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.model.Lattice;
import io.zhijing.detection.model.Report;
import io.zhijing.detection.model.ReportStream;
import io.zhijing.detection.model.Stratum;
import io.zhijing.jobs.state.FailureDelta;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a report adds to a stratum.
 *
 * @param stratum that counts it
 * @param trials tests with a verdict
 * @param observed failures, or one where reports are counted
 */
public record Counted(Stratum stratum, long trials, long observed) {

  /** All that a report adds to anything. */
  public static List<Counted> of(Report report, Lattice lattice) {
    List<Counted> all = new ArrayList<>();
    for (Stratum stratum : lattice.strata(ReportStream.ofCode(report.stream()), nodesOf(report))) {
      boolean byHazard = !stratum.node(Dimension.HAZARD).isEmpty();
      long trials = byHazard ? 0 : Math.max(0, report.trials());
      long observed = byHazard ? 1 : observed(report);
      if (trials != 0 || observed != 0) {
        all.add(new Counted(stratum, trials, observed));
      }
    }
    return all;
  }

  private static Map<Dimension, List<String>> nodesOf(Report report) {
    Map<Dimension, List<String>> nodes = new EnumMap<>(Dimension.class);
    nodes.put(Dimension.REGION, List.of(report.region()));
    nodes.put(Dimension.PRODUCER, List.of(report.producers()));
    nodes.put(Dimension.SECTOR, List.of(report.sector()));
    nodes.put(Dimension.HAZARD, List.of(report.hazards()));
    String firm = report.details().enterprise();
    nodes.put(Dimension.ENTERPRISE, firm.isEmpty() ? List.of() : List.of(firm));
    return nodes;
  }

  /** What a report adds to the failures, if it adds anything; empty otherwise. */
  static Optional<FailureDelta> failure(Report report, long tick, int sign) {
    long observed = observed(report);
    if (observed == 0 && report.hazards().length == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new FailureDelta(
            report.stream(),
            report.eventDay(),
            tick,
            report.region(),
            report.producers(),
            report.sector(),
            report.hazards(),
            report.details().enterprise(),
            sign,
            sign * observed));
  }

  /** A complaint counts as one; elsewhere failures count, and no verdict counts nothing. */
  private static long observed(Report report) {
    boolean isComplaint = ReportStream.COMPLAINT.code().equals(report.stream());
    if (isComplaint) {
      return Math.max(1, report.failures());
    }
    return Math.max(0, report.failures());
  }
}
