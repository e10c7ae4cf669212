package io.zhijing.dashboards.report;

import io.zhijing.dashboards.report.QualityReport.About;
import io.zhijing.dashboards.report.QualityReport.Kind;
import io.zhijing.dashboards.report.QualityReport.Raised;
import io.zhijing.dashboards.report.QualityReport.Row;
import io.zhijing.dashboards.report.QualityReport.Section;
import io.zhijing.dashboards.report.QualityReport.Tested;
import io.zhijing.dashboards.report.QualityReport.Week;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/** A report as an XHTML page that stands alone: a browser shows it, a printer prints it. */
final class ReportPage {
  private static final int CHART_HEIGHT = 90;
  private static final double PERCENT = 100;

  private final QualityReport report;
  private final Words words;
  private final Markup page = new Markup();

  private ReportPage(QualityReport report, Words words) {
    this.report = report;
    this.words = words;
  }

  /** The whole page. */
  static String of(QualityReport report, Locale locale, String style) {
    return new ReportPage(report, new Words(locale)).write(style);
  }

  private String write(String style) {
    About about = report.about();
    String title = words.of("title", name(about), about.from().toString(), about.to().toString());
    page.open("html", "xmlns", "http://www.w3.org/1999/xhtml", "lang", words.of("lang"));
    page.open("head").open("meta", "charset", "UTF-8").close();
    page.element("title", title).element("style", style).close();
    page.open("body");
    if (about.isSimulated()) {
      page.open("p", "class", "simulated").text(words.of("simulated")).close();
    }
    page.element("h1", title);
    headline();
    weeks();
    report.sections().forEach(this::section);
    warnings();
    page.element("h2", words.of("notes")).element("p", words.of("notes.text"));
    page.close().close();
    return page.toString();
  }

  private String name(About about) {
    return words.isChinese() ? about.nameZh() : about.nameEn();
  }

  private void headline() {
    page.element("h2", words.of("headline"));
    page.open("table").open("tr");
    page.element("th", words.of("indicator"));
    List.of("numerator", "denominator", "value").forEach(this::ofNumbers);
    page.close();
    indicator("pass.products", report.headline().products());
    indicator("pass.exports", report.headline().exports());
    page.open("tr").element("td", words.of("satisfaction"));
    page.open("td", "colspan", "3").text(words.of("no-source")).close().close();
    page.close();
  }

  private void indicator(String key, Tested tested) {
    page.open("tr").element("td", words.of(key));
    if (tested.tests() == 0) {
      page.open("td", "colspan", "3").text(words.of("no-tests")).close();
    } else {
      number(String.valueOf(tested.passed()));
      number(String.valueOf(tested.tests()));
      number(percent(tested.passed(), tested.tests()));
    }
    page.close();
  }

  private void weeks() {
    if (report.weeks().isEmpty()) {
      return;
    }
    page.element("h2", words.of("weeks"));
    chart(
        "weeks.failing", week -> week.tests() == 0 ? 0 : PERCENT * week.failures() / week.tests());
    chart("weeks.complaints", Week::complaints);
    page.open("table").open("tr");
    page.element("th", words.of("week"));
    List.of("tests", "failures", "complaints").forEach(this::ofNumbers);
    page.close();
    for (Week week : report.weeks()) {
      page.open("tr").element("td", week.monday().toString());
      number(String.valueOf(week.tests()));
      number(String.valueOf(week.failures()));
      number(String.valueOf(week.complaints()));
      page.close();
    }
    page.close();
  }

  /** Columns, one a week, scaled to the greatest; nothing where all are zero. */
  private void chart(String key, ToDoubleFunction<Week> value) {
    double greatest = report.weeks().stream().mapToDouble(value).max().orElse(0);
    if (greatest <= 0) {
      return;
    }
    page.element("h3", words.of(key));
    page.open("table", "class", "columns", "role", "img", "aria-label", words.of(key)).open("tr");
    for (Week week : report.weeks()) {
      double of = value.applyAsDouble(week);
      int height = (int) Math.round(CHART_HEIGHT * of / greatest);
      page.open("td").open("span", "class", "value").text(shown(of)).close();
      page.open("div", "class", "column", "style", "height:" + Math.max(1, height) + "px").close();
      page.open("span", "class", "label").text(week.monday().toString().substring(5)).close();
      page.close();
    }
    page.close().close();
  }

  private static String shown(double value) {
    return value == Math.rint(value)
        ? String.valueOf(Math.round(value))
        : String.format(Locale.ROOT, "%.1f", value);
  }

  private void section(Section section) {
    boolean isRate = section.kind() == Kind.RATE;
    page.element("h2", words.of("section." + section.key()));
    page.open("table").open("tr").element("th", words.of("name"));
    if (isRate) {
      ofNumbers("tests");
      ofNumbers("failures");
      ofNumbers("pass-rate");
    } else {
      ofNumbers("count");
    }
    page.element("th", words.of(isRate ? "failing-share" : "share")).close();
    double greatest = section.rows().stream().mapToDouble(row -> bar(row, isRate)).max().orElse(0);
    for (Row row : section.rows()) {
      page.open("tr").element("td", words.name(row));
      if (isRate) {
        number(String.valueOf(row.tests()));
        number(String.valueOf(row.observed()));
        number(percent(row.tests() - row.observed(), row.tests()));
      } else {
        number(String.valueOf(row.observed()));
      }
      double width = greatest == 0 ? 0 : PERCENT * bar(row, isRate) / greatest;
      page.open("td", "class", "bar");
      page.open("div", "style", String.format(Locale.ROOT, "width:%.1f%%", width)).close();
      page.close().close();
    }
    total(section, isRate);
    page.close();
  }

  private void total(Section section, boolean isRate) {
    long tests = sum(section, Row::tests);
    long observed = sum(section, Row::observed);
    page.open("tr", "class", "total").element("td", words.of("sum"));
    if (isRate) {
      number(String.valueOf(tests));
      number(String.valueOf(observed));
      number(percent(tests - observed, tests));
    } else {
      number(String.valueOf(observed));
    }
    page.element("td", "").close();
  }

  private static long sum(Section section, ToLongFunction<Row> field) {
    return section.rows().stream().mapToLong(field).sum();
  }

  private static double bar(Row row, boolean isRate) {
    if (!isRate) {
      return row.observed();
    }
    return row.tests() == 0 ? 0 : (double) row.observed() / row.tests();
  }

  private void warnings() {
    page.element("h2", words.of("warnings", report.warnings().size()));
    if (report.warnings().isEmpty()) {
      page.element("p", words.of("warnings.none"));
      return;
    }
    page.open("table").open("tr");
    for (String each : List.of("day", "level", "status", "where", "what")) {
      page.element("th", words.of(each));
    }
    page.close();
    for (Raised each : report.warnings()) {
      page.open("tr").element("td", each.day().toString());
      page.open("td", "class", "level " + each.level()).text(words.of("level." + each.level()));
      page.close().element("td", words.of("status." + each.status()));
      String where = words.isChinese() ? each.whereZh() : each.whereEn();
      String what = words.isChinese() ? each.whatZh() : each.whatEn();
      page.element("td", where.isEmpty() ? words.of("everywhere") : where);
      page.element("td", what.isEmpty() ? words.of("everything") : what).close();
    }
    page.close();
  }

  private void ofNumbers(String key) {
    page.open("th", "class", "number").text(words.of(key)).close();
  }

  private void number(String text) {
    page.open("td", "class", "number").text(text).close();
  }

  private static String percent(long part, long whole) {
    return whole == 0 ? "" : String.format(Locale.ROOT, "%.2f %%", PERCENT * part / whole);
  }
}
