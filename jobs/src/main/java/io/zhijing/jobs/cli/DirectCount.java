package io.zhijing.jobs.cli;

import io.zhijing.connectors.elasticsearch.DocumentKind;
import io.zhijing.connectors.elasticsearch.DocumentReader;
import io.zhijing.connectors.wire.RawReport;
import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.model.ReportStream;
import io.zhijing.detection.model.Stratum;
import io.zhijing.detection.model.Taxonomy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts reports directly, region by region, by a few lines that share nothing with the pipeline,
 * to hold its counts in Elasticsearch against.
 */
final class DirectCount {
  private final Map<String, long[]> byStratum = new TreeMap<>();

  /** Counts the latest revision of each report id, unless it takes the report back. */
  DirectCount(List<RawReport> reports, Taxonomy regions) {
    Map<String, RawReport> latest = new HashMap<>();
    for (RawReport report : reports) {
      latest.merge(
          report.identity().stream() + ":" + report.identity().id(),
          report,
          (old, now) -> now.identity().revision() > old.identity().revision() ? now : old);
    }
    for (RawReport report : latest.values()) {
      if (!report.identity().withdrawn()) {
        String region = regions.resolve(report.where().region()).code();
        Stratum stratum = new Stratum(Reports.countedIn(report), Map.of(Dimension.REGION, region));
        long[] counts = byStratum.computeIfAbsent(stratum.key(), key -> new long[2]);
        counts[0] += report.outcome().trials() == null ? 0 : report.outcome().trials();
        counts[1] += observed(report);
      }
    }
  }

  private static long observed(RawReport report) {
    Integer failures = report.outcome().failures();
    if (report.identity().stream() == ReportStream.COMPLAINT) {
      return failures == null ? 1 : Math.max(1, failures);
    }
    return failures == null ? 0 : failures;
  }

  /** How many strata were counted. */
  int size() {
    return byStratum.size();
  }

  /** The strata on which Elasticsearch disagrees, with both counts. */
  List<String> differences(DocumentReader reader, String prefix) {
    List<String> differences = new ArrayList<>();
    String counts = DocumentKind.COUNTS.alias(prefix);
    byStratum.forEach(
        (stratum, expected) -> {
          Map<String, String> of = Map.of("stratum", stratum);
          long trials = reader.sum(counts, "trials", of);
          long observed = reader.sum(counts, "observed", of);
          if (trials != expected[0] || observed != expected[1]) {
            differences.add(
                stratum
                    + ": "
                    + observed
                    + "/"
                    + trials
                    + " != "
                    + expected[1]
                    + "/"
                    + expected[0]);
          }
        });
    return differences;
  }
}
