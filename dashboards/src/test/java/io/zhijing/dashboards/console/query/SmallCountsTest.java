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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmallCountsTest {
  private static final Viewer ANALYST =
      new Viewer("ana", Set.of(Role.ANALYST), Set.of(), Set.of(), "zh");
  private static final Viewer OFFICER =
      new Viewer("li", Set.of(Role.OFFICER), Set.of("x"), Set.of("150600"), "zh");
  private static final Stratum BANNER = Stratum.parse("complaint;region=150603");
  private static final Stratum LEAGUE = Stratum.parse("complaint;region=150600");
  private static final String[] BANNERS = {"150602", "150603", "150621", "150622", "150623"};

  private static Access access;
  private static SmallCounts counts;

  @BeforeAll
  static void load() throws Exception {
    Pack pack = PackLoader.builtIn("inner-mongolia");
    access = new Access(new Lattice(pack.taxonomies(), pack.facets(), pack.neighbours()));
    counts = new SmallCounts(access, 3);
  }

  private static List<String> parts(Viewer viewer, long... each) {
    return counts.parts(viewer, cells(each)).stream().map(Count::text).toList();
  }

  private static List<Cell> cells(long... each) {
    List<Cell> cells = new ArrayList<>();
    for (int i = 0; i < each.length; i++) {
      cells.add(new Cell(Stratum.parse("complaint;region=" + BANNERS[i]), each[i]));
    }
    return cells;
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
  void aWindowTellsNoMoreThanItsDaysDo() {
    Count small = Count.below(3);
    Count none = Count.of(0);
    assertThat(counts.window(List.of(none, small)).text()).isEqualTo("<3");
    assertThat(counts.window(List.of(small, small)).text()).as("2 or 4").isEqualTo("≥1");
    assertThat(counts.window(List.of(small, small, small)).text()).isEqualTo("≥3");
    assertThat(counts.window(List.of(small, Count.of(4))).text()).isEqualTo("≥3");
    assertThat(counts.window(ANALYST, BANNER, 2).text()).isEqualTo("≥1");
    assertThat(counts.window(ANALYST, BANNER, 0).text()).isEqualTo("0");
    assertThat(counts.window(OFFICER, BANNER, 2).text()).isEqualTo("2");
    assertThat(counts.window(ANALYST, LEAGUE, 2).text()).isEqualTo("2");
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

  @ParameterizedTest
  @ValueSource(ints = {3, 4, 5, 10})
  void whatIsShownOfPartsFitsSeveralAnswersForEachMaskedOne(int threshold) {
    SmallCounts few = new SmallCounts(access, threshold);
    for (long a = 1; a < threshold; a++) {
      for (long b = 0; b < threshold + 3; b++) {
        for (long c = threshold; c < threshold + 4; c++) {
          assertSeveralFit(few, threshold, cells(a, b, c, threshold, 3L * threshold));
          assertSeveralFit(few, threshold, cells(c + threshold, b, a, 40, 50));
        }
      }
    }
  }

  private static void assertSeveralFit(SmallCounts few, int threshold, List<Cell> cells) {
    List<Count> shown = few.parts(ANALYST, cells);
    long total = cells.stream().mapToLong(Cell::count).sum();
    long most = total;
    for (Count each : shown) {
      long told = each.value().orElse(0);
      most = told >= threshold ? Math.min(most, told) : most;
    }
    if (most == total && few.canBeWorkedOut(cells, shown)) {
      return; // there was nothing left to withhold
    }
    List<long[]> fits = new ArrayList<>();
    fitting(shown, new Tries(threshold, most, fits), new long[shown.size()], 0, total);
    for (int i = 0; i < shown.size(); i++) {
      int part = i;
      long answers = fits.stream().mapToLong(fit -> fit[part]).distinct().count();
      if (shown.get(i).text().startsWith("<")) {
        assertThat(answers).as(cells + " shown as " + shown).isGreaterThan(1);
      }
    }
  }

  /** Where attempts go: no withheld part is greater than the smallest that is told. */
  private record Tries(int threshold, long mostWithheld, List<long[]> fits) {}

  private static void fitting(List<Count> shown, Tries tries, long[] fit, int at, long left) {
    if (at == shown.size()) {
      if (left == 0) {
        tries.fits().add(fit.clone());
      }
      return;
    }
    Count count = shown.get(at);
    boolean isSmall = count.text().startsWith("<");
    long from = count.value().orElse(isSmall ? 1 : tries.threshold());
    long to = count.value().orElse(isSmall ? tries.threshold() - 1 : tries.mostWithheld());
    for (long value = from; value <= Math.min(to, left); value++) {
      fit[at] = value;
      fitting(shown, tries, fit, at + 1, left - value);
    }
  }

  @Test
  void aLoneMaskedPartIsNeverTheTotalLessTheRest() {
    SmallCounts below10 = new SmallCounts(access, 10);
    assertThat(below10.parts(ANALYST, cells(30, 20, 4)).stream().map(Count::text))
        .containsExactly("30", "≥10", "<10");
    assertThat(below10.canBeWorkedOut(cells(4), below10.parts(ANALYST, cells(4)))).isTrue();
    assertThat(below10.canBeWorkedOut(cells(4, 3), below10.parts(ANALYST, cells(4, 3)))).isFalse();
  }
}
