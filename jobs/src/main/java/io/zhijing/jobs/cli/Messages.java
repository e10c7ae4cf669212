package io.zhijing.jobs.cli;

import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/** The texts of the command line in one language; English where a language is not there. */
final class Messages {

  private static final String BUNDLE = "io.zhijing.jobs.cli.messages";

  private final Locale locale;
  private final ResourceBundle bundle;

  Messages(Locale locale) {
    this.locale = locale;
    this.bundle = bundle(locale);
  }

  /** The bundle itself, never that of this machine's own language in place of the asked one. */
  static ResourceBundle bundle(Locale locale) {
    return ResourceBundle.getBundle(
        BUNDLE,
        locale,
        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  boolean has(String key) {
    return bundle.containsKey(key);
  }

  String text(String key, List<String> details) {
    return new MessageFormat(bundle.getString(key), locale).format(details.toArray());
  }

  String text(String key, String first, String... others) {
    List<String> details = new ArrayList<>(List.of(first));
    details.addAll(List.of(others));
    return text(key, details);
  }

  String text(String key) {
    return text(key, List.of());
  }
}
