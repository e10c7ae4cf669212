package io.zhijing.dashboards.console.api;

import io.zhijing.dashboards.console.access.Viewer;
import io.zhijing.dashboards.console.query.Paging;
import io.zhijing.detection.model.Coded;
import io.zhijing.detection.model.Stratum;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A request whose parameters have been found in order.
 *
 * @param caller who, and how it came
 * @param route that it goes to
 * @param values of the parameters, by name
 * @param body what was sent; null where nothing is read
 */
public record Request(Caller caller, Route route, Map<String, List<String>> values, Object body) {

  /**
   * Who asks, and how.
   *
   * @param viewer who has signed in
   * @param language of the answer
   * @param address where it comes from
   * @param path that was asked for, without the query
   * @param sessionKey key of its session, if it came with one
   * @param csrf what its changes must be sent with, if it came with a session
   * @param idempotencyKey what makes a repeated command act once
   */
  public record Caller(
      Optional<Viewer> viewer,
      String language,
      String address,
      String path,
      Optional<String> sessionKey,
      Optional<String> csrf,
      Optional<String> idempotencyKey) {
    /** The same in another language. */
    public Caller in(String other) {
      return new Caller(viewer, other, address, path, sessionKey, csrf, idempotencyKey);
    }

    /** The same at another path. */
    public Caller at(String other) {
      return new Caller(viewer, language, address, other, sessionKey, csrf, idempotencyKey);
    }
  }

  /** Whether a parameter stands in the path. */
  public boolean isInPath(String name) {
    return route.params().stream()
        .anyMatch(each -> each.name().equals(name) && each.place() == Param.Place.PATH);
  }

  /** Who has signed in; the route saw to it that somebody has. */
  public Viewer viewer() {
    return caller.viewer().orElseThrow();
  }

  /** Language of the answer. */
  public String language() {
    return caller.language();
  }

  /** A value; empty where there is none. */
  public String text(String name) {
    return optional(name).orElse("");
  }

  /** A value. */
  public Optional<String> optional(String name) {
    return values.getOrDefault(name, List.of()).stream().findFirst();
  }

  /** All values. */
  public Set<String> texts(String name) {
    return new LinkedHashSet<>(values.getOrDefault(name, List.of()));
  }

  /** A day. */
  public Optional<LocalDate> day(String name) {
    return optional(name).map(LocalDate::parse);
  }

  /** Yes or no. */
  public Optional<Boolean> flag(String name) {
    return optional(name).map(Boolean::parseBoolean);
  }

  /** A whole number. */
  public int integer(String name, int fallback) {
    return optional(name).map(Integer::parseInt).orElse(fallback);
  }

  /** A stratum. */
  public Optional<Stratum> stratum(String name) {
    return optional(name).map(Stratum::parse);
  }

  /** Values of a closed list. */
  public <E extends Enum<E> & Coded> Set<E> coded(String name, E[] all) {
    Set<String> codes = texts(name);
    return Arrays.stream(all)
        .filter(each -> codes.contains(each.code()))
        .collect(Collectors.toSet());
  }

  /** A value of a closed list. */
  public <E extends Enum<E> & Coded> Optional<E> code(String name, E[] all) {
    return coded(name, all).stream().findFirst();
  }

  /** Which part of a list. */
  public Paging paging() {
    return new Paging(integer("page", 1), integer("size", route.pageSize()));
  }

  <T> T body(Class<T> type) {
    return type.cast(body);
  }
}
