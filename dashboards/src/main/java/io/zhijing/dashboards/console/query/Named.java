package io.zhijing.dashboards.console.query;

/**
 * A code with its names.
 *
 * @param code stable
 * @param nameEn in English
 * @param nameZh in Chinese
 */
public record Named(String code, String nameEn, String nameZh) {
  /** The name in a language, {@code zh} or {@code en}. */
  public String name(String language) {
    return "en".equals(language) ? nameEn : nameZh;
  }
}
