package io.zhijing.jobs.reconcile;

import io.zhijing.detection.model.Report;
import java.util.HashMap;
import java.util.Map;

/**
 * Reports as they are kept once they have been told of: of one that may be taken back, only what
 * its strata and expectations depend on. The id stands in the key already; details that many share
 * are one object. Not thread-safe.
 */
final class SlimReports {
  private static final int MOST_REMEMBERED = 20_000;
  private static final String[] NONE = new String[0];

  private record Kept(String product, String enterprise, String samplingKind, String body) {}

  private final Map<Kept, Report.Details> remembered = new HashMap<>();

  Version version(Version version) {
    return new Version(report(version.report()), version.repeats(), version.superseded());
  }

  private Report report(Report report) {
    return of(report, "", details(report.details()));
  }

  /** The version with its id, as everybody else knows it. */
  static Version withId(Version version, String id) {
    Report report = version.report();
    return new Version(of(report, id, report.details()), version.repeats(), version.superseded());
  }

  private static Report of(Report report, String id, Report.Details details) {
    return new Report(
        report.stream(),
        report.source(),
        id,
        report.revision(),
        report.withdrawn(),
        report.eventDay(),
        report.arrivedAt(),
        report.region(),
        none(report.producers()),
        report.sector(),
        none(report.hazards()),
        report.trials(),
        report.failures(),
        report.matter(),
        details);
  }

  private static String[] none(String[] codes) {
    return codes.length == 0 ? NONE : codes;
  }

  private Report.Details details(Report.Details of) {
    Kept kept = new Kept(of.product(), of.enterprise(), of.samplingKind(), of.body());
    Report.Details known = remembered.get(kept);
    if (known == null) {
      known =
          new Report.Details(
              "",
              "",
              of.product(),
              "",
              "",
              of.enterprise(),
              "",
              "",
              "",
              of.samplingKind(),
              "",
              of.body(),
              "",
              NONE);
      if (remembered.size() >= MOST_REMEMBERED) {
        remembered.clear();
      }
      remembered.put(kept, known);
    }
    return known;
  }
}
