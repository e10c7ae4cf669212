package io.zhijing.dashboards.kibana;

import io.zhijing.dashboards.kibana.generate.Edition;
import io.zhijing.dashboards.kibana.generate.Edition.Authority;
import io.zhijing.dashboards.kibana.generate.Edition.Opening;
import io.zhijing.dashboards.kibana.source.Language;

/** Editions as tests install them. */
public final class Editions {
  static final String CONSOLE = "http://console.example.org:8090/";

  private Editions() {}

  /** The usual one of a language. */
  public static Edition usual(Language language) {
    return new Edition("zhijing", language, CONSOLE, new Authority(true, 2), Opening.usual());
  }
}
