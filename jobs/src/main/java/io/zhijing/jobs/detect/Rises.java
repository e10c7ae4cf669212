package io.zhijing.jobs.detect;

import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.model.Finding;
import io.zhijing.detection.model.Lattice;
import io.zhijing.detection.model.Stratum;
import io.zhijing.detection.monitor.ClusterJudge;
import io.zhijing.detection.monitor.Judge;
import io.zhijing.detection.monitor.Risen;
import io.zhijing.detection.monitor.StreamsJudge;
import io.zhijing.detection.rules.RuleSet;
import io.zhijing.jobs.state.Evaluation;
import io.zhijing.jobs.state.RegionRise;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Tells which strata have risen, be it too little for a signal: regions to those who look at
 * neighbours together, all but firms to those who look at streams together.
 */
final class Rises {
  private static final String OF_FIRM = Dimension.ENTERPRISE.code() + "=";
  private static final String OF_REGION = Dimension.REGION.code() + "=";

  private final Judge judge;
  private final Lattice lattice;
  private final RuleSet.Detection rules;
  private final Told regions;
  private final Told streams;

  /**
   * Rises under the rules.
   *
   * @param regions the days on which a region was told of
   * @param streams the days on which a stream was told of
   */
  Rises(Judge judge, Lattice lattice, RuleSet.Detection rules, Told regions, Told streams) {
    this.judge = judge;
    this.lattice = lattice;
    this.rules = rules;
    this.regions = regions;
    this.streams = streams;
  }

  /**
   * When.
   *
   * @param day judged
   * @param tick at which
   */
  record At(int day, long tick) {}

  /** A stratum, and on which days it was told of. */
  final class Of {
    private final Stratum stratum;
    private final String key;
    private final Optional<Told.Of> asRegion;
    private final Optional<Told.Of> asStream;

    private Of(Stratum stratum, String key) throws Exception {
      this.stratum = stratum;
      this.key = key;
      this.asRegion =
          ClusterJudge.concerns(stratum, lattice, rules)
              ? Optional.of(regions.of(key))
              : Optional.empty();
      this.asStream =
          StreamsJudge.concerns(stratum, rules) ? Optional.of(streams.of(key)) : Optional.empty();
    }

    boolean isToldOf(int day) {
      return asRegion.filter(told -> told.isToldOf(day)).isPresent()
          || asStream.filter(told -> told.isToldOf(day)).isPresent();
    }

    /** Tells of a day that was judged, if it has risen or had. */
    void judged(Judge.Case given, Judge.Verdict verdict, At at, Consumer<RegionRise> out) {
      if (asRegion.isEmpty()) {
        return;
      }
      Optional<Risen> risen =
          ClusterJudge.isWholeMap(stratum)
              ? judge.windows(given, at.day(), verdict)
              : judge.risen(given, at.day(), verdict);
      if (risen.isPresent() || asRegion.get().isToldOf(at.day())) {
        out.accept(
            risen
                .map(each -> RegionRise.of(key, at.day(), at.tick(), each))
                .orElseGet(() -> RegionRise.none(key, at.day(), at.tick())));
        asRegion.get().mark(at.day(), risen.isPresent());
      }
    }

    /** Tells of what was found on a day, if it is high or was. */
    void found(
        Finding finding, int day, Supplier<Evaluation> evaluation, Consumer<Evaluation> out) {
      if (asStream.isEmpty()) {
        return;
      }
      boolean isHigh = StreamsJudge.isHigh(finding);
      if (isHigh || asStream.get().isToldOf(day)) {
        out.accept(evaluation.get());
        asStream.get().mark(day, isHigh);
      }
    }

    /** Keeps what was told, from the day on. */
    void keep(int firstDay) throws Exception {
      if (asRegion.isPresent()) {
        asRegion.get().keep(firstDay);
      }
      if (asStream.isPresent()) {
        asStream.get().keep(firstDay);
      }
    }
  }

  /** Whether a stratum is a firm's. */
  static boolean isOfFirm(String key) {
    return key.contains(OF_FIRM);
  }

  /**
   * Whether a stratum was told of on the day or later. Asked of all, firms too, so no key is read.
   */
  boolean isToldOfSince(String key, int day) throws Exception {
    return !isOfFirm(key) && (regions.isToldOfSince(key, day) || streams.isToldOfSince(key, day));
  }

  /** Whether what a stratum lets expect is compared with its regions, however little it is. */
  boolean isComparedDaily(String key) {
    return !key.contains(OF_REGION) && !key.contains(OF_FIRM);
  }

  Of of(Stratum stratum, String key) throws Exception {
    return new Of(stratum, key);
  }
}
