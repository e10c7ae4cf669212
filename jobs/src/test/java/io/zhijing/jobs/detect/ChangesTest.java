package io.zhijing.jobs.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.jobs.state.CellDelta;
import io.zhijing.jobs.state.FamilyCounts;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChangesTest {
  private static final String PLACE = "inspection;region=150602";
  private static final String FIRM = PLACE + ";enterprise=91150600YYYY00039N";
  private static final String OTHER = PLACE + ";enterprise=91150600YYYY00011K";
  private static final long TICK = 9;
  private static final CellDelta[] NONE = {};
  private static final FamilyUpdate[] NOTHING_OLDER = {};

  private static CellDelta delta(String stratum, int day, long trials, long expected) {
    return new CellDelta(stratum, day, TICK, trials, 0, expected);
  }

  private static FamilyCounts ofMembers(CellDelta... deltas) {
    return new FamilyCounts(PLACE, TICK, deltas, NONE);
  }

  private static FamilyCounts ofParent(CellDelta... deltas) {
    return new FamilyCounts(PLACE, TICK, NONE, deltas);
  }

  private static Changes changes(FamilyCounts... counts) {
    return Changes.of(counts, NOTHING_OLDER);
  }

  @Test
  void whatSeveralWorkersKnowOfADayIsOneChange() {
    Changes changes =
        changes(
            ofMembers(delta(FIRM, 7, 2, 10), delta(OTHER, 7, 1, 5), delta(FIRM, 5, 1, 5)),
            ofMembers(delta(FIRM, 7, 3, 15)),
            ofParent(delta(PLACE, 7, 3, 15)),
            ofParent(delta(PLACE, 5, 1, 5), delta(PLACE, 7, 3, 15)));
    assertThat(changes.ofMember(FIRM)).containsExactly(delta(FIRM, 5, 1, 5), delta(FIRM, 7, 5, 25));
    assertThat(changes.ofMember(OTHER)).containsExactly(delta(OTHER, 7, 1, 5));
    assertThat(changes.ofParent()).containsExactly(delta(PLACE, 5, 1, 5), delta(PLACE, 7, 6, 30));
    assertThat(Changes.firstDay(changes.ofParent(), 6)).isEqualTo(5);
    assertThat(Changes.firstDay(changes.ofMember("nobody"), 6)).isEqualTo(6);
  }

  @Test
  void whatIsAddedAndTakenBackWithinATickLeavesNoTrace() {
    Changes changes =
        changes(
            ofMembers(delta(FIRM, 7, 2, 10), delta(OTHER, 7, 1, 5)),
            ofMembers(delta(FIRM, 7, -2, -10), delta(OTHER, 7, -1, -4)),
            ofParent(delta(PLACE, 7, 1, 5)),
            ofParent(delta(PLACE, 7, -1, -5)));
    assertThat(changes.ofMembers())
        .as("a body that became better known changes what is expected alone")
        .containsOnlyKeys(OTHER)
        .containsValue(List.of(delta(OTHER, 7, 0, 1)));
    assertThat(changes.ofParent()).isEmpty();
  }

  @Test
  void whatWaitsInAnOlderSavepointCountsWithWhatCame() {
    FamilyUpdate[] older = {
      new FamilyUpdate(PLACE, false, delta(FIRM, 7, 2, 10)),
      new FamilyUpdate(PLACE, true, delta(PLACE, 6, 2, 10))
    };
    Changes changes =
        Changes.of(
            new FamilyCounts[] {ofMembers(delta(FIRM, 7, 1, 5)), ofParent(delta(PLACE, 7, 1, 5))},
            older);
    assertThat(changes.ofMember(FIRM)).containsExactly(delta(FIRM, 7, 3, 15));
    assertThat(changes.ofParent()).containsExactly(delta(PLACE, 6, 2, 10), delta(PLACE, 7, 1, 5));
  }
}
