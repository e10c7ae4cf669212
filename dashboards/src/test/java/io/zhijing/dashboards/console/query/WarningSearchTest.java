package io.zhijing.dashboards.console.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zhijing.dashboards.console.access.RefusedException;
import io.zhijing.dashboards.console.access.Role;
import io.zhijing.dashboards.console.access.Viewer;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class WarningSearchTest {
  private static final Instant NOW = Instant.parse("2020-01-01T00:00:00Z");
  private static final Viewer VIEWER =
      new Viewer("vera", Set.of(Role.VIEWER), Set.of(), Set.of(), "zh");

  private static WarningSearch searches;

  @BeforeAll
  static void load() throws Exception {
    searches = new WarningSearch(StoredRegion.innerMongolia());
  }

  private static WarningFilter filter(WarningFilter.Nodes nodes, String text) {
    WarningFilter any = WarningFilter.any();
    return new WarningFilter(
        any.status(),
        any.level(),
        any.scope(),
        any.stream(),
        nodes,
        any.departments(),
        any.raisedFrom(),
        any.raisedTo(),
        Optional.empty(),
        text);
  }

  private static String body(Viewer viewer, WarningFilter.Nodes nodes, String text) {
    return searches.filtered(viewer, filter(nodes, text), NOW).body().toString();
  }

  @Test
  void aRegionStandsForAllBelowIt() {
    String body =
        body(VIEWER, new WarningFilter.Nodes(Set.of("150600"), Set.of(), Set.of(), Set.of()), "");
    assertThat(body)
        .contains("\"150600\"", "\"150602\"", "\"producer\"")
        .doesNotContain("\"150102\"");
  }

  @Test
  void theRootStandsForEverywhereAlsoForWhatNamesNoPlace() {
    String body =
        body(VIEWER, new WarningFilter.Nodes(Set.of("150000"), Set.of(), Set.of(), Set.of()), "");
    assertThat(body).doesNotContain("region");
  }

  @Test
  void aHazardStandsForLeavesThatNoTableLists() {
    String body =
        body(VIEWER, new WarningFilter.Nodes(Set.of(), Set.of(), Set.of("food"), Set.of()), "");
    assertThat(body).contains("\"mycotoxin\"", "{\"prefix\":{\"hazard\":\"mycotoxin/\"}}");
  }

  @Test
  void whatSomebodyWroteIsAValueAndNeverAQuery() {
    String body = body(VIEWER, WarningFilter.Nodes.any(), "a*\\?\"}},{\"match_all\":{}}");
    assertThat(body)
        .contains("*a\\\\*\\\\\\\\\\\\?\\\"}},{\\\"match_all\\\":{}}*")
        .doesNotContain("query_string")
        .doesNotContain("\"why_");
  }

  @Test
  void anOfficersSearchIsBoundToItsDepartmentsAndRegions() {
    Viewer officer =
        new Viewer("li", Set.of(Role.OFFICER), Set.of("food_regulator"), Set.of("150600"), "zh");
    String body = searches.visible(officer).body().toString();
    assertThat(body)
        .contains("{\"terms\":{\"department\":[\"food_regulator\"]}}")
        .contains("{\"terms\":{\"helping\":[\"food_regulator\"]}}")
        .contains("{\"terms\":{\"referred_to\":[\"food_regulator\"]}}")
        .contains("\"place\"", "\"notice\"", "\"reaches_regions\"", "\"150602\"");
    assertThat(searches.visible(VIEWER).body().toString()).doesNotContain("department");
  }

  @Test
  void whoeverMayNotReadGetsNoSearch() {
    Viewer nobody = new Viewer("x", Set.of(), Set.of(), Set.of(), "zh");
    assertThatThrownBy(() -> searches.visible(nobody)).isInstanceOf(RefusedException.class);
  }
}
