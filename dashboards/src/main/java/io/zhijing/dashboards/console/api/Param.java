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
record Param(
    String name,
    Place place,
    Kind kind,
    List<String> codes,
    boolean repeated,
    boolean required,
    String description) {

  /** Where it stands. */
  enum Place {
    PATH,
    QUERY
  }

  /** What it is. */
  enum Kind {
    TEXT(200),
    ID(1_000),
    INTEGER(10),
    DATE(10),
    FLAG(5),
    STRATUM(1_000);

    private final int longest;

    Kind(int longest) {
      this.longest = longest;
    }

    int longest() {
      return longest;
    }
  }

  static Param path(String name, String description) {
    return new Param(name, Place.PATH, Kind.ID, List.of(), false, true, description);
  }

  static Param query(String name, Kind kind, String description) {
    return new Param(name, Place.QUERY, kind, List.of(), false, false, description);
  }

  static Param code(String name, Coded[] values, String description) {
    List<String> codes = Arrays.stream(values).map(Coded::code).toList();
    return new Param(name, Place.QUERY, Kind.TEXT, codes, false, false, description);
  }

  Param many() {
    return new Param(name, place, kind, codes, true, required, description);
  }

  Param needed() {
    return new Param(name, place, kind, codes, repeated, true, description);
  }

  Param of(String... values) {
    return new Param(name, place, kind, List.of(values), repeated, required, description);
  }
}
