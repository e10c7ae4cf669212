package io.zhijing.dashboards.console.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.connectors.file.Pack;
import io.zhijing.connectors.file.PackLoader;
import io.zhijing.dashboards.console.access.Access;
import io.zhijing.dashboards.console.api.About;
import io.zhijing.dashboards.console.api.Api;
import io.zhijing.dashboards.console.api.Asked;
import io.zhijing.dashboards.console.api.Gate;
import io.zhijing.dashboards.console.api.Param;
import io.zhijing.dashboards.console.api.Parameters;
import io.zhijing.dashboards.console.api.ProblemException;
import io.zhijing.dashboards.console.api.ProblemKind;
import io.zhijing.dashboards.console.api.Request;
import io.zhijing.dashboards.console.api.Route;
import io.zhijing.dashboards.console.orders.Orders;
import io.zhijing.dashboards.console.query.Queries;
import io.zhijing.detection.model.Lattice;
import io.zhijing.detection.model.Stratum;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The table of pages, and what lies beside a stratum. */
class SiteTest {
  private static Lattice lattice;
  private static Site site;
  private static List<Route> routes;

  @BeforeAll
  static void build() throws Exception {
    Pack pack = PackLoader.builtIn("inner-mongolia");
    lattice = new Lattice(pack.taxonomies(), pack.facets(), pack.neighbours());
    Queries none =
        new Queries(null, null, null, null, null, null, null, null, null, null, null, null, null);
    Gate gate =
        new Gate(
            Optional.empty(),
            new Gate.Names(Set.of(), Optional.empty(), false, "zh"),
            Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
    About about = new About("p", "P", "P", "Asia/Shanghai", false, "1", "zh");
    site =
        new Site(
            new Api.Services(
                lattice,
                new Access(lattice),
                none,
                new Orders(null, null, null),
                null,
                null,
                about),
            gate,
            new SecureRandom());
    routes = site.routes();
  }

  @Test
  void onlySigningInAndWhatThisIsAreOpen() {
    assertThat(routes)
        .filteredOn(route -> route.need().isOpen())
        .extracting(route -> route.method() + " " + route.path())
        .containsExactlyInAnyOrder("GET /login", "POST /login", "GET /about");
  }

  @Test
  void everyFormCarriesTheTokenOfItsSession() {
    assertThat(routes)
        .filteredOn(Route::isChange)
        .hasSizeGreaterThan(5)
        .allSatisfy(route -> assertThat(route.params()).extracting(Param::name).contains("csrf"));
  }

  @Test
  void everyPartOfTheNavigationIsAPage() {
    assertThat(routes)
        .filteredOn(route -> !route.isChange())
        .extracting(Route::path)
        .containsAll(Navigation.PARTS.keySet());
  }

  @Test
  void besideAStratumLieThoseOfTheSameHeightEvenAtTheTopOfATree() {
    NearStrata near = new NearStrata(lattice);
    Stratum league = Stratum.parse("inspection;region=150100");
    assertThat(near.siblings(league))
        .contains(Stratum.parse("inspection;region=150200"))
        .doesNotContain(league);
    assertThat(near.wider(league)).containsExactly(Stratum.parse("inspection"));
    assertThat(near.narrower(league))
        .contains(
            Stratum.parse("inspection;region=150102"),
            Stratum.parse("inspection;region=150100;sector=C"));
  }

  @Test
  void everyPartThatAListOffersCanBeAskedFor() {
    Parameters parameters = new Parameters(lattice);
    List<Route> lists = routes.stream().filter(SiteTest::isList).toList();
    assertThat(lists)
        .extracting(Route::path)
        .contains("/warnings", "/strata/find", "/reports", "/quality/dead-letters");
    for (Route route : lists) {
      Map<String, List<String>> asked = new HashMap<>();
      if (route.path().equals("/reports")) {
        asked.put("stratum", List.of("complaint;region=150603"));
        asked.put("from", List.of("2020-01-01"));
        asked.put("to", List.of("2020-01-31"));
      }
      Request first = new Request(null, route, Map.of(), null);
      long last = Pager.parts(1_000_000, first.paging());
      asked.put("page", List.of(String.valueOf(last)));
      assertThat(parameters.check(route, Map.of(), asked)).as(route.path()).containsKey("page");
    }
  }

  private static boolean isList(Route route) {
    return route.params().stream().anyMatch(param -> param.name().equals("page"));
  }

  @Test
  void theFormsOfAProblemsPageCanSayWhereTheyComeFrom() {
    Asked asked = new Asked("POST", Map.of(), Map.of());
    site.write(asked.context(), ProblemException.of(ProblemKind.UNKNOWN));
    assertThat(asked.answered()).containsEntry("Referrer-Policy", "same-origin");
  }
}
