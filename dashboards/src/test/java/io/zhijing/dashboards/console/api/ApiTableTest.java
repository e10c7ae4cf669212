package io.zhijing.dashboards.console.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.zhijing.connectors.file.Pack;
import io.zhijing.connectors.file.PackLoader;
import io.zhijing.dashboards.console.access.Access;
import io.zhijing.dashboards.console.orders.Orders;
import io.zhijing.dashboards.console.query.Queries;
import io.zhijing.detection.model.Lattice;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The table of routes and its description are one. */
class ApiTableTest {
  private static List<Route> routes;

  @BeforeAll
  static void build() throws Exception {
    Pack pack = PackLoader.builtIn("inner-mongolia");
    Lattice lattice = new Lattice(pack.taxonomies(), pack.facets(), pack.neighbours());
    Clock clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    Gate gate =
        new Gate(Optional.empty(), new Gate.Names(Set.of(), Optional.empty(), false, "zh"), clock);
    Queries none =
        new Queries(null, null, null, null, null, null, null, null, null, null, null, null, null);
    About about = new About("p", "P", "P", "Asia/Shanghai", false, "1", "zh");
    routes =
        new Api(
                new Api.Services(
                    lattice,
                    new Access(lattice),
                    none,
                    new Orders(null, null, null),
                    null,
                    null,
                    about),
                gate,
                new SecureRandom())
            .routes();
  }

  @Test
  void noTwoRoutesAreTheSame() {
    Set<String> seen = new HashSet<>();
    routes.forEach(
        route ->
            assertThat(seen.add(route.method() + " " + route.path())).as(route.path()).isTrue());
    assertThat(routes).hasSizeGreaterThan(30);
  }

  @Test
  void everyPartOfAPathIsAParameter() {
    for (Route route : routes) {
      Set<String> written = new TreeSet<>();
      Matcher matcher = Pattern.compile("\\{([a-z_]+)}").matcher(route.path());
      while (matcher.find()) {
        written.add(matcher.group(1));
      }
      Set<String> declared = new TreeSet<>();
      route.params().stream()
          .filter(each -> each.place() == Param.Place.PATH)
          .forEach(each -> declared.add(each.name()));
      assertThat(declared).as(route.path()).isEqualTo(written);
    }
  }

  @Test
  void onlyWhatNobodyNeedSignInForIsOpen() {
    assertThat(routes)
        .filteredOn(route -> route.need().isOpen())
        .extracting(route -> route.method() + " " + route.path())
        .containsExactlyInAnyOrder(
            "GET /about", "GET /health", "GET /openapi.json", "POST /session");
  }

  @Test
  void theDescriptionHasEveryRouteWithItsParametersAndAnswers() {
    JsonNode document = OpenApi.document(routes, "1");
    assertThat(document.path("openapi").asText()).isEqualTo("3.1.0");
    for (Route route : routes) {
      JsonNode operation =
          document.path("paths").path(route.path()).path(route.method().toLowerCase(Locale.ROOT));
      Set<String> described = new TreeSet<>();
      operation.path("parameters").forEach(each -> described.add(each.path("name").asText()));
      Set<String> read = new TreeSet<>(Set.of("lang"));
      route.params().forEach(each -> read.add(each.name()));
      assertThat(described).as(route.path()).isEqualTo(read);
      assertThat(operation.path("requestBody").isObject()).isEqualTo(route.body().isPresent());
      for (int status : route.answer().statuses()) {
        assertThat(operation.path("responses").has(String.valueOf(status))).isTrue();
      }
    }
    assertThat(document.path("paths").size())
        .isEqualTo((int) routes.stream().map(Route::path).distinct().count());
  }

  @Test
  void everyReferenceInTheDescriptionLeadsSomewhere() {
    JsonNode document = OpenApi.document(routes, "1");
    for (JsonNode reference : document.findValues("$ref")) {
      JsonNode found = document.at(reference.asText().substring(1));
      assertThat(found.isObject()).as(reference.asText()).isTrue();
    }
    assertThat(document.findValues("$ref")).hasSizeGreaterThan(50);
  }
}
