package io.zhijing.dashboards.console.api;

import java.util.Locale;
import java.util.ResourceBundle;

/** The words of problems, in Chinese or English. */
public final class Texts {
  private static final String BUNDLE = "io.zhijing.dashboards.console.api.problems";

  private Texts() {}

  /** The words of a key in a language; the key itself where there are none. */
  public static String of(String language, String key) {
    ResourceBundle bundle =
        ResourceBundle.getBundle(
            BUNDLE,
            "en".equals(language) ? Locale.ENGLISH : Locale.SIMPLIFIED_CHINESE,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    return bundle.containsKey(key) ? bundle.getString(key) : key;
  }
}
