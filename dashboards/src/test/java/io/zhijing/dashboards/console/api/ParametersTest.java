package io.zhijing.dashboards.console.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.zhijing.connectors.file.Pack;
import io.zhijing.connectors.file.PackLoader;
import io.zhijing.dashboards.console.api.Param.Kind;
import io.zhijing.dashboards.console.api.Problem.FaultEntry;
import io.zhijing.detection.model.Lattice;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParametersTest {
  private static final Route ROUTE =
      Route.get(
              "/x/{id}", "", Route.Need.NOTHING, Route.Answer.nothing(), request -> Reply.nothing())
          .with(
              Param.path("id", ""),
              Param.query("level", Kind.TEXT, "").of("red", "blue").many(),
              Param.query("from", Kind.DATE, ""),
              Param.query("to", Kind.DATE, ""),
              Param.query("overdue", Kind.FLAG, ""),
              Param.query("text", Kind.TEXT, ""),
              Param.query("stratum", Kind.STRATUM, ""))
          .with(Parameters.PAGING);

  private static Parameters parameters;

  @BeforeAll
  static void load() throws Exception {
    Pack pack = PackLoader.builtIn("inner-mongolia");
    parameters = new Parameters(new Lattice(pack.taxonomies(), pack.facets(), pack.neighbours()));
  }

  private static List<FaultEntry> faults(Map<String, List<String>> query) {
    ProblemException problem =
        catchThrowableOfType(
            ProblemException.class, () -> parameters.check(ROUTE, Map.of("id", "a"), query));
    assertThat(problem).as("no fault in " + query).isNotNull();
    assertThat(problem.kind()).isEqualTo(ProblemKind.BAD_PARAMETERS);
    return problem.faults();
  }

  @ParameterizedTest
  @CsvSource({
    "page, 0, page, out_of_range",
    "page, -1, page, out_of_range",
    "page, 201, page, out_of_range",
    "page, 99999999999, page, too_long",
    "page, 1e3, page, not_readable",
    "size, 0, size, out_of_range",
    "size, 201, size, out_of_range",
    "level, green, level, not_in_list",
    "from, 2020-02-30, from, not_readable",
    "from, 20200101, from, not_readable",
    "from, 9999-01-01, from, not_readable",
    "overdue, yes, overdue, not_readable",
    "stratum, nonsense, stratum, not_readable",
    "stratum, complaint;region=1, stratum, not_readable",
    "stratum, complaint;planet=150603, stratum, not_readable",
    "lang, fr, lang, not_in_list",
    "q, x, q, unknown_parameter",
    "id, x, id, unknown_parameter"
  })
  void whatDoesNotFitIsNamed(String name, String value, String field, String reason) {
    assertThat(faults(Map.of(name, List.of(value)))).containsExactly(new FaultEntry(field, reason));
  }

  @Test
  void allFaultsAreNamedAtOnceAndNothingSentIsToldBack() {
    Map<String, List<String>> query = new HashMap<>();
    query.put("level", List.of("red", "green"));
    query.put("text", List.of("one", "two"));
    query.put("<script>", List.of("x"));
    query.put("from", List.of("x"));
    assertThat(faults(query))
        .containsExactlyInAnyOrder(
            new FaultEntry("level", "not_in_list"),
            new FaultEntry("text", "stands_twice"),
            new FaultEntry("?", "unknown_parameter"),
            new FaultEntry("from", "not_readable"));
    assertThat(faults(Map.of("text", List.of("a\u0000b"))))
        .containsExactly(new FaultEntry("text", "not_readable"));
    assertThat(faults(Map.of("text", List.of("x".repeat(201)))))
        .containsExactly(new FaultEntry("text", "too_long"));
    assertThat(faults(Map.of("from", List.of("2020-02-01"), "to", List.of("2020-01-31"))))
        .containsExactly(new FaultEntry("to", "before_from"));
  }

  @Test
  void whatFitsIsGivenOn() {
    Map<String, List<String>> query = new HashMap<>();
    query.put("level", List.of("red", "blue"));
    query.put("stratum", List.of("complaint;region=150603"));
    query.put("page", List.of("50"));
    query.put("size", List.of("200"));
    assertThat(parameters.check(ROUTE, Map.of("id", "a"), query))
        .containsEntry("id", List.of("a"))
        .containsEntry("level", List.of("red", "blue"))
        .containsEntry("page", List.of("50"));
  }

  @Test
  void aPageIsHeldAgainstTheSizeThatItsRouteHas() {
    Route small = Route.get("/y", "", Route.Need.NOTHING, Route.Answer.nothing(), r -> null);
    Route route = small.paged(25);
    assertThat(parameters.check(route, Map.of(), Map.of("page", List.of("400"))))
        .containsEntry("page", List.of("400"));
    ProblemException problem =
        catchThrowableOfType(
            ProblemException.class,
            () -> parameters.check(route, Map.of(), Map.of("page", List.of("401"))));
    assertThat(problem.faults()).containsExactly(new FaultEntry("page", "out_of_range"));
  }
}
