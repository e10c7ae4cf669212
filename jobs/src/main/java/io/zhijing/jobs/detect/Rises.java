package io.zhijing.jobs.detect;

import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.model.Lattice;
import io.zhijing.detection.model.Stratum;
import io.zhijing.detection.monitor.ClusterJudge;
import io.zhijing.detection.monitor.Judge;
import io.zhijing.detection.monitor.Risen;
import io.zhijing.detection.rules.RuleSet;
import io.zhijing.jobs.state.RegionRise;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.flink.api.common.state.MapState;

/**
 * Tells which regions have risen, for those who look at neighbours together. A day that was told of
 * is told of again whenever it is judged again, so that what is known of it is always what the
 * counts give.
 */
final class Rises {
  private static final String OF_FIRM = Dimension.ENTERPRISE.code() + "=";

  private final Judge judge;
  private final Lattice lattice;
  private final RuleSet.Detection rules;
  private final transient MapState<String, int[]> days;

  /**
   * Rises under the rules.
   *
   * @param days by stratum the ascending days that were told of; kept
   */
  Rises(Judge judge, Lattice lattice, RuleSet.Detection rules, MapState<String, int[]> days) {
    this.judge = judge;
    this.lattice = lattice;
    this.rules = rules;
    this.days = days;
  }

  /** The days of a stratum that were told of, and those to be told of now. */
  final class Of {
    private final Stratum stratum;
    private final String key;
    private final boolean isConcerned;
    private final int[] before;
    private int[] told;

    private Of(Stratum stratum, String key) throws Exception {
      this.stratum = stratum;
      this.key = key;
      this.isConcerned = ClusterJudge.concerns(stratum, lattice, rules);
      int[] known = isConcerned ? days.get(key) : null;
      this.before = known == null ? new int[0] : known;
      this.told = before;
    }

    boolean isToldOf(int day) {
      return Arrays.binarySearch(told, day) >= 0;
    }

    /** Tells of a day that was judged, if it has risen or had. */
    void judged(Judge.Case given, Judge.Verdict verdict, At at, Consumer<RegionRise> out) {
      if (!isConcerned) {
        return;
      }
      Optional<Risen> risen =
          ClusterJudge.isWholeMap(stratum)
              ? judge.windows(given, at.day(), verdict)
              : judge.risen(given, at.day(), verdict);
      if (risen.isPresent() || isToldOf(at.day())) {
        out.accept(
            risen
                .map(each -> RegionRise.of(key, at.day(), at.tick(), each))
                .orElseGet(() -> RegionRise.none(key, at.day(), at.tick())));
        told = SeriesState.mark(told, at.day(), risen.isPresent());
      }
    }

    /** Keeps what was told, from the day on. */
    void keep(int firstDay) throws Exception {
      int from = Arrays.binarySearch(told, firstDay);
      int[] kept = Arrays.copyOfRange(told, from >= 0 ? from : -from - 1, told.length);
      if (kept.length == 0 && before.length > 0) {
        days.remove(key);
      } else if (!Arrays.equals(kept, before)) {
        days.put(key, kept);
      }
    }
  }

  /**
   * When.
   *
   * @param day judged
   * @param tick at which
   */
  record At(int day, long tick) {}

  /**
   * Whether a stratum was told of on the day or later. Asked of all, firms too, so no key is read.
   */
  boolean isToldOfSince(String key, int day) throws Exception {
    int[] told = key.contains(OF_FIRM) ? null : days.get(key);
    return told != null && told[told.length - 1] >= day;
  }

  Of of(Stratum stratum, String key) throws Exception {
    return new Of(stratum, key);
  }
}
