package io.zhijing.connectors.notify;

import io.zhijing.detection.model.Coded;
import java.util.Locale;

/** The languages that notifications are written in. The code is stored. */
public enum Language implements Coded {
  /** Chinese, simplified. */
  ZH("zh", Locale.SIMPLIFIED_CHINESE),
  /** English. */
  EN("en", Locale.US);

  private final String code;
  private final Locale locale;

  Language(String code, Locale locale) {
    this.code = code;
    this.locale = locale;
  }

  @Override
  public String code() {
    return code;
  }

  /** The locale, whose language tag is that of RFC 3066: {@code zh-CN}, {@code en-US}. */
  public Locale locale() {
    return locale;
  }
}
