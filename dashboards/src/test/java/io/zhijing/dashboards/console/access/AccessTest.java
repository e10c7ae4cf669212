package io.zhijing.dashboards.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.connectors.file.Pack;
import io.zhijing.connectors.file.PackLoader;
import io.zhijing.dashboards.console.access.Decision.Reason;
import io.zhijing.detection.model.Lattice;
import io.zhijing.detection.model.Stratum;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AccessTest {
  private static Access access;

  @BeforeAll
  static void load() throws Exception {
    Pack pack = PackLoader.builtIn("inner-mongolia");
    access = new Access(new Lattice(pack.taxonomies(), pack.facets(), pack.neighbours()));
  }

  private static Viewer viewer(Role role) {
    return new Viewer("li", Set.of(role), Set.of(), Set.of(), "zh");
  }

  private static Viewer officer(String department, String... regions) {
    return new Viewer("li", Set.of(Role.OFFICER), Set.of(department), Set.of(regions), "zh");
  }

  @ParameterizedTest
  @EnumSource(Action.class)
  void nobodyMayDoAnything(Action action) {
    assertThat(access.decide(Optional.empty(), action).reason()).isEqualTo(Reason.NOT_SIGNED_IN);
  }

  @Test
  void eachRoleMayDoWhatIsItsOwnAndNothingElse() {
    Map<Role, Set<Action>> allowed = new EnumMap<>(Role.class);
    allowed.put(
        Role.VIEWER, Set.of(Action.READ_WARNINGS, Action.READ_AGGREGATES, Action.READ_RULES));
    allowed.put(
        Role.ANALYST,
        Set.of(
            Action.READ_WARNINGS,
            Action.READ_AGGREGATES,
            Action.READ_RULES,
            Action.READ_REPORTS,
            Action.READ_AUDIT));
    allowed.put(
        Role.OFFICER,
        Set.of(
            Action.READ_WARNINGS,
            Action.READ_AGGREGATES,
            Action.READ_RULES,
            Action.READ_REPORTS,
            Action.READ_AUDIT,
            Action.READ_SUBSCRIPTIONS,
            Action.WRITE_SUBSCRIPTIONS,
            Action.COMMAND));
    allowed.put(Role.ADMINISTRATOR, Set.of(Action.values()));
    allowed.forEach(
        (role, actions) -> {
          for (Action action : Action.values()) {
            assertThat(access.decide(Optional.of(viewer(role)), action).isAllowed())
                .as(role + " " + action)
                .isEqualTo(actions.contains(action));
          }
        });
  }

  @ParameterizedTest
  @CsvSource({
    "food_regulator, 150600, 150602, ROUTED_TO_OFFICER",
    "food_regulator, 150600, 150600, ROUTED_TO_OFFICER",
    "food_regulator, 150000, 150602, ROUTED_TO_OFFICER",
    "food_regulator, 150602, 150600, OTHER_REGION",
    "food_regulator, 150100, 150602, OTHER_REGION",
    "environment, 150600, 150602, OTHER_DEPARTMENT"
  })
  void anOfficerSeesWhatIsRoutedToItsDepartmentAndPlace(
      String department, String region, String place, Reason reason) {
    Routed warning = new Routed(Set.of("food_regulator", "agriculture"), Set.of(place));
    assertThat(access.decide(officer(department, region), Action.READ_WARNINGS, warning).reason())
        .isEqualTo(reason);
    assertThat(access.decide(officer(department, region), Action.COMMAND, warning).reason())
        .isEqualTo(reason);
  }

  @Test
  void anOfficerOfNoRegionWorksInAll() {
    Routed nowhere = new Routed(Set.of("food_regulator"), Set.of());
    assertThat(access.decide(officer("food_regulator"), Action.READ_WARNINGS, nowhere).isAllowed())
        .isTrue();
    assertThat(
            access
                .decide(officer("food_regulator", "150600"), Action.READ_WARNINGS, nowhere)
                .reason())
        .isEqualTo(Reason.OTHER_REGION);
  }

  @Test
  void anAnalystSeesEveryWarningAndCommandsNone() {
    Routed warning = new Routed(Set.of("food_regulator"), Set.of("150602"));
    Viewer analyst = viewer(Role.ANALYST);
    assertThat(access.decide(analyst, Action.READ_WARNINGS, warning).isAllowed()).isTrue();
    assertThat(access.decide(analyst, Action.COMMAND, warning).reason())
        .isEqualTo(Reason.NO_ROLE_ALLOWS);
  }

  @Test
  void whoeverIsAnOfficerAndAnAnalystCommandsOnlyWhatIsRoutedToIt() {
    Viewer both =
        new Viewer("li", Set.of(Role.OFFICER, Role.ANALYST), Set.of("environment"), Set.of(), "zh");
    Routed warning = new Routed(Set.of("food_regulator"), Set.of("150602"));
    assertThat(access.decide(both, Action.READ_WARNINGS, warning).isAllowed()).isTrue();
    assertThat(access.decide(both, Action.COMMAND, warning).reason())
        .isEqualTo(Reason.OTHER_DEPARTMENT);
  }

  @Test
  void whatBelongsToSomebodyIsItsOwnOrAnAdministrators() {
    Viewer officer = officer("food_regulator");
    assertThat(access.decide(officer, Action.WRITE_SUBSCRIPTIONS, "li").reason())
        .isEqualTo(Reason.OWN);
    assertThat(access.decide(officer, Action.WRITE_SUBSCRIPTIONS, "wang").reason())
        .isEqualTo(Reason.NOT_OWN);
    assertThat(
            access
                .decide(viewer(Role.ADMINISTRATOR), Action.WRITE_SUBSCRIPTIONS, "wang")
                .isAllowed())
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "complaint, false",
    "complaint;sector=G53, false",
    "complaint;region=150600, false",
    "complaint;region=150600;sector=G53, false",
    "complaint;region=150603, true",
    "complaint;region=150603;sector=G53, true",
    "complaint;producer=150603, true",
    "complaint;region=150600;sector=G53;enterprise=x, true",
    "inspection;region=150603, false",
    "ecommerce;producer=150603, false"
  })
  void complaintsBelowLeagueLevelOrOfOneFirmAreDelicate(String cell, boolean isDelicate) {
    assertThat(access.isDelicate(Stratum.parse(cell))).isEqualTo(isDelicate);
  }

  @Test
  void smallCountsAreForOfficersOfThePlaceAndAdministrators() {
    Stratum cell = Stratum.parse("complaint;region=150603");
    assertThat(access.seesSmallCounts(officer("x"), cell)).isTrue();
    assertThat(access.seesSmallCounts(officer("x", "150600"), cell)).isTrue();
    assertThat(access.seesSmallCounts(officer("x", "150100"), cell)).isFalse();
    assertThat(access.seesSmallCounts(viewer(Role.ADMINISTRATOR), cell)).isTrue();
    assertThat(access.seesSmallCounts(viewer(Role.ANALYST), cell)).isFalse();
    assertThat(access.seesSmallCounts(viewer(Role.VIEWER), cell)).isFalse();
  }
}
