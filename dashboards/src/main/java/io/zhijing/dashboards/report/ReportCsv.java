package io.zhijing.dashboards.report;

import io.zhijing.dashboards.report.QualityReport.Raised;
import io.zhijing.dashboards.report.QualityReport.Row;
import io.zhijing.dashboards.report.QualityReport.Section;
import io.zhijing.dashboards.report.QualityReport.Tested;
import io.zhijing.dashboards.report.QualityReport.Week;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** A report as one flat table: section, code, name, tests, failures or count. */
final class ReportCsv {
  /** What a spreadsheet would take for a formula. */
  private static final String FORMULA = "=+-@\t\r";

  private ReportCsv() {}

  static String of(QualityReport report, Locale locale) {
    Words words = new Words(locale);
    StringBuilder text = new StringBuilder();
    try (CSVPrinter csv = new CSVPrinter(text, CSVFormat.RFC4180)) {
      csv.printRecord("section", "code", "name", "tests", "observed");
      if (report.about().isSimulated()) {
        csv.printRecord("simulated", "", words.of("simulated"), "", "");
      }
      csv.printRecord("period", "", report.about().from() + "/" + report.about().to(), "", "");
      indicator(csv, "pass.products", report.headline().products(), words);
      indicator(csv, "pass.exports", report.headline().exports(), words);
      for (Week week : report.weeks()) {
        csv.printRecord("weeks.inspections", week.monday(), "", week.tests(), week.failures());
        csv.printRecord("weeks.complaints", week.monday(), "", "", week.complaints());
      }
      for (Section section : report.sections()) {
        boolean isRate = section.kind() == QualityReport.Kind.RATE;
        for (Row row : section.rows()) {
          csv.printRecord(
              section.key(),
              plain(row.code()),
              plain(words.name(row)),
              isRate ? row.tests() : "",
              row.observed());
        }
      }
      for (Raised each : report.warnings()) {
        csv.printRecord(
            "warnings." + each.level(),
            plain(each.id()),
            plain(words.isChinese() ? each.whereZh() : each.whereEn()),
            "",
            "");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a string takes everything
    }
    return text.toString();
  }

  private static void indicator(CSVPrinter csv, String key, Tested tested, Words words)
      throws IOException {
    csv.printRecord(key, "", words.of(key), tested.tests(), tested.failures());
  }

  private static String plain(String field) {
    return !field.isEmpty() && FORMULA.indexOf(field.charAt(0)) >= 0 ? "'" + field : field;
  }
}
