package io.zhijing.connectors.elasticsearch;

import java.time.LocalDate;
import java.util.Locale;

/**
 * The kinds of document and the one place that names their indices: concrete indices are {@code
 * <prefix>-<kind>-<part>}, readers use the alias {@code <prefix>-<kind>}.
 */
public enum DocumentKind {
  /** De-identified reports. */
  REPORTS("reports"),
  /** One per stratum and day. */
  COUNTS("counts"),
  /** Statistical findings. */
  SIGNALS("signals"),
  /** Current state, one per warning. */
  WARNINGS("warnings"),
  /** Append only: transitions, commands, deliveries. */
  AUDIT("audit"),
  /** What confirmed warnings say of firms. */
  CREDIT("credit"),
  /** Input that cannot be used, with reasons. */
  DEAD_LETTERS("dead-letters"),
  /** How the pipeline itself fares. */
  HEALTH("health"),
  /** Values of the plan's targets. */
  TARGETS("targets"),
  /** Shapes of regions, for maps. */
  REGIONS("regions");

  private final String code;

  DocumentKind(String code) {
    this.code = code;
  }

  /** Stable code: name of the template resource and part of the index names. */
  public String code() {
    return code;
  }

  /** The name to read from. */
  public String alias(String prefix) {
    return prefix + "-" + code;
  }

  /** A concrete index to write to. */
  public String index(String prefix, String part) {
    return alias(prefix) + "-" + part;
  }

  /** The concrete index of the month of a day. */
  public String monthly(String prefix, LocalDate day) {
    return index(
        prefix, String.format(Locale.ROOT, "%04d.%02d", day.getYear(), day.getMonthValue()));
  }
}
