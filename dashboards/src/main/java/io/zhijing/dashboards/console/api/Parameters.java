package io.zhijing.dashboards.console.api;

import io.zhijing.dashboards.console.api.Param.Kind;
import io.zhijing.dashboards.console.api.Param.Place;
import io.zhijing.dashboards.console.api.Problem.FaultEntry;
import io.zhijing.dashboards.console.query.Paging;
import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.model.Lattice;
import io.zhijing.detection.model.Stratum;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Holds what was sent against what a route reads, and names everything that does not fit. */
public final class Parameters {
  /** How many on a page when nobody says. */
  public static final int USUAL_SIZE = 50;

  static final Param LANG =
      Param.query("lang", Kind.TEXT, "Language of texts for people.").of("zh", "en");

  /** Which part of a list. */
  public static final List<Param> PAGING =
      List.of(
          Param.query("page", Kind.INTEGER, "Which page, from 1."),
          Param.query("size", Kind.INTEGER, "How many on a page, 1 to " + Paging.MOST + "."));

  private static final int MOST_VALUES = 100;
  private static final int EARLIEST_YEAR = 1900;
  private static final int LATEST_YEAR = 2200;

  private final Lattice lattice;

  /** Parameters that may name nodes of the lattice. */
  public Parameters(Lattice lattice) {
    this.lattice = lattice;
  }

  /**
   * The values by name.
   *
   * @throws ProblemException naming all faults
   */
  public Map<String, List<String>> check(
      Route route, Map<String, String> path, Map<String, List<String>> query) {
    List<FaultEntry> faults = new ArrayList<>();
    Map<String, List<String>> values = new HashMap<>();
    Map<String, Param> known = new HashMap<>();
    known.put(LANG.name(), LANG);
    route.params().forEach(param -> known.put(param.name(), param));
    query.forEach(
        (name, given) -> {
          Param param = known.get(name);
          if (param == null || param.place() != Place.QUERY) {
            faults.add(new FaultEntry(clean(name), "unknown_parameter"));
          } else if (!param.repeated() && given.size() > 1) {
            faults.add(new FaultEntry(name, "stands_twice"));
          } else if (given.size() > MOST_VALUES) {
            faults.add(new FaultEntry(name, "too_many_values"));
          } else {
            values.put(name, given);
          }
        });
    path.forEach((name, given) -> values.put(name, List.of(given)));
    for (Param param : known.values()) {
      List<String> given = values.getOrDefault(param.name(), List.of());
      if (given.isEmpty() && param.required()) {
        faults.add(new FaultEntry(param.name(), "missing"));
      }
      given.forEach(value -> check(param, value, faults));
    }
    checkPaging(values, route.pageSize(), faults);
    checkOrder(values, "from", "to", faults);
    checkOrder(values, "raised_from", "raised_to", faults);
    if (!faults.isEmpty()) {
      throw ProblemException.faulty(ProblemKind.BAD_PARAMETERS, faults);
    }
    return values;
  }

  /** A name that may be told back: what is sent as one may be anything. */
  private static String clean(String name) {
    return name.matches("[A-Za-z0-9_.-]{1,40}") ? name : "?";
  }

  private void check(Param param, String value, List<FaultEntry> faults) {
    if (value.length() > param.kind().longest()) {
      faults.add(new FaultEntry(param.name(), "too_long"));
    } else if (!param.codes().isEmpty() && !param.codes().contains(value)) {
      faults.add(new FaultEntry(param.name(), "not_in_list"));
    } else if (!isOfKind(param.kind(), value)) {
      faults.add(new FaultEntry(param.name(), "not_readable"));
    }
  }

  private boolean isOfKind(Kind kind, String value) {
    return switch (kind) {
      case TEXT, ID -> value.chars().noneMatch(Character::isISOControl);
      case LINES ->
          value
              .chars()
              .noneMatch(each -> Character.isISOControl(each) && "\r\n\t".indexOf(each) < 0);
      case INTEGER -> value.matches("-?[0-9]{1,9}");
      case FLAG -> Set.of("true", "false").contains(value);
      case DATE -> isDay(value);
      case STRATUM -> isStratum(value);
    };
  }

  private static boolean isDay(String value) {
    try {
      int year = LocalDate.parse(value).getYear();
      return year >= EARLIEST_YEAR && year <= LATEST_YEAR;
    } catch (DateTimeException e) {
      return false;
    }
  }

  /** A key whose nodes the pack knows, so that each dimension has a tree to look it up in. */
  private boolean isStratum(String value) {
    try {
      Stratum stratum = Stratum.parse(value);
      for (Map.Entry<Dimension, String> node : stratum.nodes().entrySet()) {
        if (lattice.taxonomy(node.getKey()) == null
            || !lattice.taxonomy(node.getKey()).contains(node.getValue())) {
          return false;
        }
      }
      return stratum.key().equals(value);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static void checkOrder(
      Map<String, List<String>> values, String from, String to, List<FaultEntry> faults) {
    if (faults.isEmpty() && values.containsKey(from) && values.containsKey(to)) {
      LocalDate first = LocalDate.parse(values.get(from).get(0));
      if (LocalDate.parse(values.get(to).get(0)).isBefore(first)) {
        faults.add(new FaultEntry(to, "before_" + from));
      }
    }
  }

  private static void checkPaging(
      Map<String, List<String>> values, int usual, List<FaultEntry> faults) {
    if (!faults.isEmpty() || !(values.containsKey("page") || values.containsKey("size"))) {
      return;
    }
    int page = Integer.parseInt(values.getOrDefault("page", List.of("1")).get(0));
    int size = Integer.parseInt(values.getOrDefault("size", List.of(String.valueOf(usual))).get(0));
    if (!Paging.isPossible(page, size)) {
      boolean isBadSize = size < 1 || size > Paging.MOST;
      faults.add(new FaultEntry(isBadSize ? "size" : "page", "out_of_range"));
    }
  }
}
