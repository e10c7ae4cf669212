package io.zhijing.jobs.reconcile;

import io.zhijing.detection.model.Report;
import java.util.Arrays;
import java.util.Comparator;

/** In which order the revisions of one report are taken. */
final class ReportOrder {
  /** Of reports that arrive together: by revision; two contents of one revision by content. */
  static final Comparator<Report> OF_ARRIVAL =
      Comparator.comparing(Report::arrivedAt)
          .thenComparing(Report::revision)
          .thenComparing(ReportOrder::contentOf);

  private ReportOrder() {}

  private static String contentOf(Report report) {
    return String.join(
        "|",
        String.valueOf(report.withdrawn()),
        String.valueOf(report.eventDay()),
        report.region(),
        report.sector(),
        Arrays.toString(report.producers()),
        Arrays.toString(report.hazards()),
        report.trials() + "/" + report.failures(),
        report.details().samplingKind(),
        report.details().body(),
        report.details().product());
  }
}
