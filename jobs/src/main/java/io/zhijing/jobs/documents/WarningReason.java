package io.zhijing.jobs.documents;

import io.zhijing.detection.model.Finding;
import io.zhijing.detection.model.Signal.Kind;
import io.zhijing.detection.warning.Evidence;
import java.time.LocalDate;
import java.util.Locale;

/** Says in a sentence why there is a warning: what was observed, over which days, against what. */
final class WarningReason {
  private WarningReason() {}

  static String inEnglish(int day, Evidence evidence) {
    Finding finding = evidence.signal().finding();
    if (evidence.signal().kind() == Kind.FIRST_EVER) {
      return String.format(
          Locale.ROOT,
          "never seen before; %d reports in the %d days to %s",
          finding.observed(),
          finding.windowDays(),
          LocalDate.ofEpochDay(day));
    }
    String observed =
        finding.trials() > 0
            ? finding.observed() + " failures of " + finding.trials() + " tests"
            : finding.observed() + " reports";
    return String.format(
        Locale.ROOT,
        "%s in the %d days to %s, %.1f expected, up to %.0f usual (%s)",
        observed,
        finding.windowDays(),
        LocalDate.ofEpochDay(day),
        finding.expected(),
        finding.upperBound(),
        english(finding.baseline()));
  }

  private static String english(Finding.BaselineState baseline) {
    String basis = baseline.referenceDays() + " reference days";
    return "borrowed".equals(baseline.state()) ? basis + ", rate borrowed from parent" : basis;
  }

  static String inChinese(int day, Evidence evidence) {
    Finding finding = evidence.signal().finding();
    LocalDate date = LocalDate.ofEpochDay(day);
    if (evidence.signal().kind() == Kind.FIRST_EVER) {
      return String.format(
          Locale.ROOT, "首次出现的危害；截至%s的%d天内有%d起报告", date, finding.windowDays(), finding.observed());
    }
    String observed =
        finding.trials() > 0
            ? finding.trials() + "批次中" + finding.observed() + "批次不合格"
            : finding.observed() + "起报告";
    return String.format(
        Locale.ROOT,
        "截至%s的%d天内%s，预期%.1f，通常不超过%.0f（参考%d天%s）",
        date,
        finding.windowDays(),
        observed,
        finding.expected(),
        finding.upperBound(),
        finding.baseline().referenceDays(),
        "borrowed".equals(finding.baseline().state()) ? "，借用上级区划的不合格率" : "");
  }
}
