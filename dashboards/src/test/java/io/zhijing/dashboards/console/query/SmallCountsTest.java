package io.zhijing.dashboards.console.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.connectors.file.Pack;
import io.zhijing.connectors.file.PackLoader;
import io.zhijing.dashboards.console.access.Access;
import io.zhijing.dashboards.console.access.Role;
import io.zhijing.dashboards.console.access.Viewer;
import io.zhijing.dashboards.console.query.SmallCounts.Cell;
import io.zhijing.detection.model.Lattice;
import io.zhijing.detection.model.Stratum;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SmallCountsTest {
  private static final Viewer ANALYST =
      new Viewer("ana", Set.of(Role.ANALYST), Set.of(), Set.of(), "zh");
  private static final Viewer OFFICER =
      new Viewer("li", Set.of(Role.OFFICER), Set.of("x"), Set.of("150600"), "zh");
  private static final Stratum BANNER = Stratum.parse("complaint;region=150603");
  private static final Stratum LEAGUE = Stratum.parse("complaint;region=150600");
  private static final String[] BANNERS = {"150602", "150603", "150621", "150622", "150623"};

  private static SmallCounts counts;

  @BeforeAll
  static void load() throws Exception {
    Pack pack = PackLoader.builtIn("inner-mongolia");
    counts =
        new SmallCounts(
            new Access(new Lattice(pack.taxonomies(), pack.facets(), pack.neighbours())), 3);
  }

  private static List<String> parts(Viewer viewer, long... each) {
    List<Cell> cells = new ArrayList<>();
    for (int i = 0; i < each.length; i++) {
      cells.add(new Cell(Stratum.parse("complaint;region=" + BANNERS[i]), each[i]));
    }
    return counts.parts(viewer, cells).stream().map(Count::text).toList();
  }

  @Test
  void oneComplaintInOneBannerIsMasked() {
    assertThat(counts.of(ANALYST, BANNER, 1).text()).isEqualTo("<3");
    assertThat(counts.of(ANALYST, BANNER, 2).text()).isEqualTo("<3");
    assertThat(counts.of(ANALYST, BANNER, 1).value()).isEmpty();
  }

  @Test
  void noneAndManyAreTold() {
    assertThat(counts.of(ANALYST, BANNER, 0).text()).isEqualTo("0");
    assertThat(counts.of(ANALYST, BANNER, 3).text()).isEqualTo("3");
    assertThat(counts.of(ANALYST, LEAGUE, 1).text()).isEqualTo("1");
    assertThat(counts.of(OFFICER, BANNER, 1).text()).isEqualTo("1");
  }

  @Test
  void overlappingWindowsTellOnlyWhetherTheyAreSmall() {
    assertThat(counts.coarse(ANALYST, BANNER, 2).text()).isEqualTo("<3");
    assertThat(counts.coarse(ANALYST, BANNER, 7).text()).isEqualTo("≥3");
    assertThat(counts.coarse(ANALYST, BANNER, 0).text()).isEqualTo("0");
    assertThat(counts.coarse(OFFICER, BANNER, 7).text()).isEqualTo("7");
  }

  @Test
  void aMaskedPartCannotBeWorkedOutFromTheOthers() {
    assertThat(parts(ANALYST, 10, 5, 1)).containsExactly("10", "≥3", "<3");
    assertThat(parts(ANALYST, 10, 3, 1))
        .as("4 - 3 could only be 1")
        .containsExactly("≥3", "≥3", "<3");
    assertThat(parts(ANALYST, 10, 2, 1))
        .as("3 is 1 + 2 or 2 + 1")
        .containsExactly("10", "<3", "<3");
    assertThat(parts(ANALYST, 10, 4, 1, 1)).containsExactly("10", "≥3", "<3", "<3");
    assertThat(parts(ANALYST, 1)).containsExactly("<3");
    assertThat(parts(ANALYST, 10, 5)).containsExactly("10", "5");
    assertThat(parts(OFFICER, 10, 5, 1)).containsExactly("10", "5", "1");
  }
}
