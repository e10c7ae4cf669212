package io.zhijing.jobs.cli;

import io.zhijing.connectors.wire.RawReport;
import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.model.ReportStream;
import io.zhijing.detection.model.Taxonomy;
import io.zhijing.jobs.end.SimulatedRegion;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** Counts over the reports that were sent, by a few lines that share nothing with the pipeline. */
final class RawCounts {
  static final LocalDate FROM = LocalDate.parse("2025-04-01");
  static final LocalDate TO = LocalDate.parse("2025-06-30");

  private final SimulatedRegion region;

  RawCounts(SimulatedRegion region) {
    this.region = region;
  }

  String ended(RawReport report) {
    return resolve(Dimension.REGION, report.where().region());
  }

  String resolve(Dimension dimension, String spelling) {
    return taxonomy(dimension).resolve(spelling).code();
  }

  Taxonomy taxonomy(Dimension dimension) {
    return region.pack().taxonomies().get(dimension);
  }

  List<RawReport> sent(ReportStream stream) {
    return region.counted().stream()
        .filter(each -> Reports.countedIn(each) == stream)
        .filter(each -> !each.identity().eventDate().isBefore(FROM))
        .filter(each -> !each.identity().eventDate().isAfter(TO))
        .toList();
  }

  static long failures(RawReport report) {
    return report.outcome().failures() == null ? 0 : report.outcome().failures();
  }

  boolean isBelow(Dimension dimension, String code, String node) {
    return taxonomy(dimension).lineage(code).contains(node);
  }

  /** Each report at every node that is asked for, once. */
  static Map<String, List<Long>> counted(
      List<RawReport> reports,
      Function<RawReport, Set<String>> nodes,
      Function<RawReport, List<Long>> counts) {
    Map<String, List<Long>> all = new TreeMap<>();
    for (RawReport report : reports) {
      for (String node : nodes.apply(report)) {
        all.merge(
            node,
            counts.apply(report),
            (a, b) -> List.of(a.get(0) + b.get(0), a.get(1) + b.get(1)));
      }
    }
    all.values().removeIf(each -> each.equals(List.of(0L, 0L)));
    return all;
  }

  static List<Long> tested(RawReport report) {
    return List.of((long) report.outcome().trials(), failures(report));
  }
}
