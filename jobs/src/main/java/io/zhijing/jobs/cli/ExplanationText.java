package io.zhijing.jobs.cli;

import io.zhijing.dashboards.explain.Explanation;
import io.zhijing.dashboards.explain.Explanation.ReferenceWindow;
import io.zhijing.dashboards.explain.Explanation.Use;
import io.zhijing.detection.model.Finding;
import io.zhijing.detection.model.Stratum;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.Locale;

/** Explanations on the screen. */
record ExplanationText(Messages messages, PrintWriter out) {
  private static final int[] NUMBERS = {22, 26, 26};
  private static final int[] WINDOWS = {26, 10, 10, 12, 16};
  private static final int[] PLACES = {60, 10, 10, 12};
  private static final int[] STREAMS = {60, 10, 10, 10, 12, 12};

  /** One line: whether the numbers are the same. */
  void line(Explanation explanation) {
    String key = explanation.isExact() ? "explain.exact" : "explain.different";
    out.println(messages.text(key) + "  " + explanation.warning());
  }

  /** One line: what it rested on was corrected after a later one had come in its place. */
  void replaced(Explanation explanation) {
    out.println(messages.text("explain.replaced") + "  " + explanation.warning());
  }

  void summary(int explained, int different) {
    out.println(
        messages.text(
            "explain.summary", String.valueOf(explained - different), String.valueOf(explained)));
  }

  /** Every number, stored and computed, and the windows of the reference. */
  void whole(Explanation explanation) {
    out.println(explanation.warning());
    int places = explanation.parts().places().size();
    int streams = explanation.parts().streams().size();
    int parts = places + streams;
    out.println(
        messages.text(
            parts == 0 ? "explain.of" : places > 0 ? "explain.of-cluster" : "explain.of-streams",
            explanation.stratum().key(),
            LocalDate.ofEpochDay(explanation.day()).toString(),
            parts == 0
                ? explanation.beside().map(Stratum::key).orElse("")
                : String.valueOf(parts)));
    TextTable numbers = new TextTable(NUMBERS);
    numbers.row("", messages.text("explain.stored"), messages.text("explain.computed"));
    numbers.rule();
    Finding stored = explanation.stored();
    Finding computed = explanation.computed();
    row(numbers, "explain.method", stored.method(), computed.method());
    row(numbers, "explain.window", stored.windowDays(), computed.windowDays());
    row(numbers, "table.observed", stored.observed(), computed.observed());
    row(numbers, "explain.trials", stored.trials(), computed.trials());
    row(numbers, "table.expected", stored.expected(), computed.expected());
    row(numbers, "explain.upper", stored.upperBound(), computed.upperBound());
    row(numbers, "explain.p", stored.pValue(), computed.pValue());
    row(numbers, "explain.score", stored.score(), computed.score());
    row(
        numbers,
        "explain.reference",
        stored.baseline().referenceDays(),
        computed.baseline().referenceDays());
    out.println(numbers);
    out.println(verdict(explanation));
    out.println();
    out.println(
        places > 0
            ? places(explanation)
            : streams > 0 ? streams(explanation) : windows(explanation));
  }

  private String verdict(Explanation explanation) {
    if (explanation.isExact()) {
      return messages.text("explain.is-exact");
    }
    String stored = explanation.stored().method();
    String computed = explanation.computed().method();
    return isOfAnotherRelease(stored, computed)
        ? messages.text("explain.is-of-another-release", stored, computed)
        : messages.text("explain.is-different");
  }

  /** Whether the methods are versions of one: their names end with the version. */
  private static boolean isOfAnotherRelease(String stored, String computed) {
    int version = stored.lastIndexOf('/') + 1;
    return version > 0
        && !stored.equals(computed)
        && computed.lastIndexOf('/') + 1 == version
        && computed.startsWith(stored.substring(0, version));
  }

  private TextTable places(Explanation explanation) {
    TextTable table = new TextTable(PLACES);
    table.row(
        messages.text("explain.place"),
        messages.text("table.observed"),
        messages.text("explain.trials"),
        messages.text("table.expected"));
    table.rule();
    for (Explanation.Place each : explanation.parts().places()) {
      table.row(
          each.stratum().key(),
          String.valueOf(each.count().observed()),
          each.count().trials() == 0 ? "" : String.valueOf(each.count().trials()),
          String.format(Locale.ROOT, "%.3f", each.count().expected()));
    }
    return table;
  }

  private TextTable streams(Explanation explanation) {
    TextTable table = new TextTable(STREAMS);
    table.row(
        messages.text("explain.stream"),
        messages.text("explain.window"),
        messages.text("table.observed"),
        messages.text("explain.trials"),
        messages.text("table.expected"),
        messages.text("explain.p"));
    table.rule();
    for (Explanation.OfStream each : explanation.parts().streams()) {
      Finding finding = each.finding();
      table.row(
          each.stratum().key(),
          String.valueOf(finding.windowDays()),
          String.valueOf(finding.observed()),
          finding.trials() == 0 ? "" : String.valueOf(finding.trials()),
          String.format(Locale.ROOT, "%.3f", finding.expected()),
          String.format(Locale.ROOT, "%.2e", finding.pValue()));
    }
    return table;
  }

  private TextTable windows(Explanation explanation) {
    TextTable table = new TextTable(WINDOWS);
    table.row(
        messages.text("explain.days"),
        messages.text("table.observed"),
        messages.text("explain.trials"),
        messages.text("explain.mix"),
        "");
    table.rule();
    for (ReferenceWindow each : explanation.reference()) {
      table.row(
          LocalDate.ofEpochDay(each.from()) + " – " + LocalDate.ofEpochDay(each.to()),
          String.valueOf(each.observed()),
          each.trials() == 0 ? "" : String.valueOf(each.trials()),
          each.expected() == 0 ? "" : String.format(Locale.ROOT, "%.3f", each.expected()),
          use(each.use()));
    }
    return table;
  }

  private String use(Use use) {
    if (use.isLeftOut()) {
      return messages.text("explain.left-out");
    }
    return use.silentDays() > 0
        ? messages.text("explain.silent", String.valueOf(use.silentDays()))
        : "";
  }

  private void row(TextTable table, String key, Object stored, Object computed) {
    table.row(messages.text(key), String.valueOf(stored), String.valueOf(computed));
  }
}
