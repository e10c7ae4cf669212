package io.zhijing.dashboards.kibana.source;

/**
 * What people see, in each language.
 *
 * @param zh in Chinese
 * @param en in English
 */
public record Text(String zh, String en) {

  /** Nothing. */
  public static final Text NONE = new Text("", "");

  /** In one language. */
  public String in(Language language) {
    return language == Language.ZH ? zh : en;
  }

  /** In both, for what is shared by all: Chinese first, once if both are the same. */
  public String inBoth() {
    return zh.equals(en) ? zh : zh + " " + en;
  }
}
