package io.zhijing.dashboards.report;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** The words of a report in one language. */
record Words(Locale locale) {
  private static final String BUNDLE = "io.zhijing.dashboards.report.words";

  boolean isChinese() {
    return Locale.CHINESE.getLanguage().equals(locale.getLanguage());
  }

  String of(String key, Object... details) {
    String pattern =
        ResourceBundle.getBundle(
                BUNDLE,
                isChinese() ? Locale.CHINESE : Locale.ROOT,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_DEFAULT))
            .getString(key);
    return details.length == 0 ? pattern : new MessageFormat(pattern, Locale.ROOT).format(details);
  }

  String name(QualityReport.Row row) {
    return isChinese() ? row.nameZh() : row.nameEn();
  }
}
