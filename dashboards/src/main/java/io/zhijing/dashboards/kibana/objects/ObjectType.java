package io.zhijing.dashboards.kibana.objects;

import java.util.Optional;

/**
 * The types that are written, each with the lowest version whose shape is used, so that an 8.19 and
 * a 9.x both take it, and the highest that an 8.19 knows: newer ones it refuses.
 */
public enum ObjectType {
  /** A dashboard. */
  DASHBOARD("dashboard", "10.2.0", "10.3.0"),
  /** A saved search. */
  SEARCH("search", "10.3.0", "10.5.0"),
  /** A data view. */
  DATA_VIEW("index-pattern", "8.0.0", "8.0.0"),
  /** A tag. */
  TAG("tag", "8.0.0", "8.0.0");

  /** Every export since 8.8 says so. */
  public static final String CORE_VERSION = "8.8.0";

  private final String code;
  private final String written;
  private final String highest;

  ObjectType(String code, String written, String highest) {
    this.code = code;
    this.written = written;
    this.highest = highest;
  }

  /** Kibana's name. */
  public String code() {
    return code;
  }

  /** The version to write. */
  public String written() {
    return written;
  }

  /** The highest that Kibana 8.19 takes. */
  public String highest() {
    return highest;
  }

  /** The type of a name, if it is one of these. */
  public static Optional<ObjectType> ofCode(String code) {
    for (ObjectType each : values()) {
      if (each.code.equals(code)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }
}
