package io.zhijing.dashboards.console.api;

import io.zhijing.detection.model.Coded;
import java.util.Arrays;
import java.util.List;

/**
 * A parameter of a path or query: what it may be, which is checked before a handler sees it.
 *
 * @param name as it is written
 * @param place where it stands
 * @param kind what it is
 * @param codes the closed list that it is of; empty for any
 * @param repeated whether it may stand several times
 * @param required whether it must stand
 * @param description for the OpenAPI document
 */
public record Param(
    String name,
    Place place,
    Kind kind,
    List<String> codes,
    boolean repeated,
    boolean required,
    String description) {

  /** Where it stands. */
  public enum Place {
    /** In the path. */
    PATH,
    /** In the query, or a form. */
    QUERY
  }

  /** What it is. */
  public enum Kind {
    /** Words. */
    TEXT(200),
    /** What names something. */
    ID(1_000),
    /** A whole number. */
    INTEGER(10),
    /** A day. */
    DATE(10),
    /** true or false. */
    FLAG(5),
    /** A key of a stratum. */
    STRATUM(1_000),
    /** Lines of text, from a form. */
    LINES(200_000);

    private final int longest;

    Kind(int longest) {
      this.longest = longest;
    }

    int longest() {
      return longest;
    }
  }

  /** One of the path. */
  public static Param path(String name, String description) {
    return new Param(name, Place.PATH, Kind.ID, List.of(), false, true, description);
  }

  /** One of the query. */
  public static Param query(String name, Kind kind, String description) {
    return new Param(name, Place.QUERY, kind, List.of(), false, false, description);
  }

  /** One of a closed list. */
  public static Param code(String name, Coded[] values, String description) {
    List<String> codes = Arrays.stream(values).map(Coded::code).toList();
    return new Param(name, Place.QUERY, Kind.TEXT, codes, false, false, description);
  }

  /** The same, perhaps several times. */
  public Param many() {
    return new Param(name, place, kind, codes, true, required, description);
  }

  /** The same, and it must stand. */
  public Param needed() {
    return new Param(name, place, kind, codes, repeated, true, description);
  }

  /** The same of a list. */
  public Param of(String... values) {
    return new Param(name, place, kind, List.of(values), repeated, required, description);
  }
}
