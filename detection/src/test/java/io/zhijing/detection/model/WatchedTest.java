package io.zhijing.detection.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WatchedTest {
  private static final int END = 999;

  private static int[] days(IntPredicate heard) {
    return IntStream.rangeClosed(0, END).filter(heard).toArray();
  }

  private static int[] range(int from, int to) {
    return IntStream.rangeClosed(from, to).toArray();
  }

  private static int[] silent(int... heard) {
    return Watched.heardOn(0, heard, 0, END).silent();
  }

  @Test
  void aRunWithoutReportsIsSilentIfThereAreReportsEveryDay() {
    assertThat(silent(days(day -> day < 300 || day > 359))).containsExactly(range(300, 359));
    assertThat(silent(days(day -> day < 300 || day > 302))).containsExactly(range(300, 302));
    assertThat(silent(days(day -> day != 300))).as("one day may be chance").isEmpty();
  }

  @Test
  void aSilenceIsKnownOnceTheSourceHasSpokenAgain() {
    assertThat(silent(days(day -> day < 980))).isEmpty();
    assertThat(silent(days(day -> day < 980 || day == END))).containsExactly(range(980, END - 1));
  }

  @Test
  void closedWeekendsAndHolidaysAreNoSilence() {
    IntPredicate open = day -> day % 7 < 5;
    assertThat(silent(days(open))).isEmpty();
    assertThat(silent(days(open.and(day -> day < 399 || day > 405)))).as("a week").isEmpty();
    assertThat(silent(days(open.and(day -> day < 399 || day > 426))))
        .as("a month, from a Saturday to a Sunday")
        .containsExactly(range(397, 426));
  }

  @Test
  void gapsOfASparseStreamAreChance() {
    int silences = 0;
    for (int seed = 0; seed < 200; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      silences += silent(days(day -> random.nextDouble() < 0.15)).length > 0 ? 1 : 0;
    }
    assertThat(silences).as("of 200 streams with a report a week").isZero();
  }

  @Test
  void aStreamThatBecomesSparseIsNotSilent() {
    int silences = 0;
    for (int seed = 0; seed < 200; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      silences += silent(days(day -> day < 600 || random.nextDouble() < 0.15)).length > 0 ? 1 : 0;
    }
    assertThat(silences).as("of 200 that were daily for 600 days").isLessThan(10);
  }

  @Test
  void nothingIsKnownBeforeTheFirstReportNorAfterTheLastDay() {
    assertThat(Watched.heardOn(0, days(day -> day >= 500), 0, END).hasSilence()).isFalse();
    assertThat(Watched.heardOn(0, new int[0], 0, END).hasSilence()).isFalse();
    int[] heard = days(day -> day < 300 || day > 359);
    assertThat(Watched.heardOn(0, heard, 0, 299).hasSilence()).isFalse();
    assertThat(Watched.heardOn(0, heard, 0, 359).hasSilence()).isFalse();
    assertThat(Watched.heardOn(0, heard, 0, 360).silent()).containsExactly(range(300, 359));
    assertThat(Watched.heardOn(310, heard, 0, END).hasSilence()).isFalse();
    assertThat(Watched.heardOn(0, heard, 330, END).silent())
        .as("what precedes is known to have been heard")
        .containsExactly(range(330, 359));
    assertThat(Watched.heardOn(0, heard, END + 1, END).hasSilence()).isFalse();
  }

  @Test
  void partsOfBlocksAreHeard() {
    Watched watched = new Watched(0, range(10, 24));
    assertThat(watched.heard(0, 9)).isEqualTo(10);
    assertThat(watched.heard(8, 26)).isEqualTo(4);
    assertThat(watched.heardBlocks(27, 7, 4)).containsExactly(1, 3 / 7.0, 0, 3 / 7.0);
    assertThat(watched.heardBlocks(13, 7, 1)).containsExactly(3 / 7.0);
    assertThat(Watched.from(0).heardBlocks(27, 7, 2)).containsExactly(1, 1);
  }
}
