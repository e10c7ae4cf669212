package io.zhijing.dashboards.console.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.zhijing.connectors.file.Pack;
import io.zhijing.connectors.file.PackLoader;
import io.zhijing.dashboards.console.access.Access;
import io.zhijing.dashboards.console.access.Decision.Reason;
import io.zhijing.dashboards.console.access.RefusedException;
import io.zhijing.dashboards.console.access.Role;
import io.zhijing.dashboards.console.access.Viewer;
import io.zhijing.dashboards.console.orders.SubscriptionOrders.Written;
import io.zhijing.detection.model.Lattice;
import io.zhijing.detection.subscription.Vocabulary;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What somebody may ask to be told of. */
class SubscriptionReachTest {
  private static SubscriptionOrders orders;

  @BeforeAll
  static void load() throws Exception {
    Pack pack = PackLoader.builtIn("inner-mongolia");
    Lattice lattice = new Lattice(pack.taxonomies(), pack.facets(), pack.neighbours());
    Set<String> departments =
        pack.departments().stream().map(Pack.Department::code).collect(Collectors.toSet());
    Vocabulary vocabulary = new Vocabulary(lattice, departments);
    orders = new SubscriptionOrders(new Access(lattice), null, null, vocabulary, Set.of());
  }

  private static Viewer officer(String... regions) {
    return new Viewer(
        "li", Set.of(Role.OFFICER), Set.of("food_regulator", "agriculture"), Set.of(regions), "zh");
  }

  private static List<String> codes(String text) {
    return text == null ? List.of() : List.of(text.split(" "));
  }

  private static Written written(String departments, String regions) {
    return new Written(
        Optional.empty(),
        "li",
        Optional.empty(),
        Optional.of(codes(regions)),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(codes(departments)),
        Optional.empty(),
        "mail",
        Optional.of("li@example.org"),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static Optional<Reason> refusal(Viewer viewer, String departments, String regions) {
    RefusedException refused =
        catchThrowableOfType(
            RefusedException.class,
            () -> orders.check(viewer, "li-1", written(departments, regions)));
    return Optional.ofNullable(refused).map(each -> each.decision().reason());
  }

  @ParameterizedTest
  @CsvSource({
    "food_regulator, 150600,",
    "food_regulator agriculture, 150600,",
    "food_regulator, 150602 150603,",
    ", 150600, NOT_OWN_DEPARTMENT",
    "environment, 150600, NOT_OWN_DEPARTMENT",
    "food_regulator environment, 150600, NOT_OWN_DEPARTMENT",
    "food_regulator, , NOT_OWN_REGION",
    "food_regulator, 150100, NOT_OWN_REGION",
    "food_regulator, 150602 150100, NOT_OWN_REGION",
    "food_regulator, 150000, NOT_OWN_REGION",
    ", , NOT_OWN_DEPARTMENT"
  })
  void anOfficerAsksForItsDepartmentsAndRegionsOnly(
      String departments, String regions, Reason reason) {
    assertThat(refusal(officer("150600"), departments, regions))
        .isEqualTo(Optional.ofNullable(reason));
  }

  @Test
  void anOfficerOfNoRegionAsksForAnyOfItsDepartments() {
    assertThat(refusal(officer(), "food_regulator", null)).isEmpty();
    assertThat(refusal(officer(), "food_regulator", "150100")).isEmpty();
    assertThat(refusal(officer(), null, "150100")).contains(Reason.NOT_OWN_DEPARTMENT);
  }

  @Test
  void whoeverSeesEveryWarningAsksForAny() {
    Viewer administrator = new Viewer("eva", Set.of(Role.ADMINISTRATOR), Set.of(), Set.of(), "zh");
    Viewer both =
        new Viewer(
            "li",
            Set.of(Role.OFFICER, Role.VIEWER),
            Set.of("food_regulator"),
            Set.of("150600"),
            "zh");
    assertThat(refusal(administrator, null, null)).isEmpty();
    assertThat(refusal(both, null, null)).isEmpty();
    assertThat(refusal(both, "environment", "150100")).isEmpty();
  }

  @Test
  void aFaultIsToldBeforeARefusal() {
    FaultyException faulty =
        catchThrowableOfType(
            FaultyException.class,
            () -> orders.check(officer("150600"), "li-1", written("moon", "atlantis")));
    assertThat(faulty.faults())
        .extracting(FaultyException.OrderFault::field)
        .containsExactlyInAnyOrder("regions", "departments");
  }
}
