package io.zhijing.dashboards.kibana.source;

import java.util.Locale;

/** The languages of what people see. */
public enum Language {
  /** Chinese. */
  ZH,
  /** English. */
  EN;

  /** As it stands in ids and field names. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
