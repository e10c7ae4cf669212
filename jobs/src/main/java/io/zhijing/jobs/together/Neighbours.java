package io.zhijing.jobs.together;

import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.model.Signal;
import io.zhijing.detection.model.Stratum;
import io.zhijing.detection.monitor.ClusterJudge;
import io.zhijing.detection.monitor.Risen;
import io.zhijing.jobs.settings.PipelineSettings.Watch;
import io.zhijing.jobs.state.Evaluation;
import io.zhijing.jobs.state.RegionRise;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Regions that lie side by side. Keyed by what is compared between them: a stream and a node on
 * every dimension but the region.
 */
public final class Neighbours implements Together<RegionRise> {
  private static final long serialVersionUID = 1;

  private transient ClusterJudge judge;

  /** What a rise is compared within. */
  public static String kindOf(RegionRise rise) {
    return ClusterJudge.kind(Stratum.parse(rise.stratum())).key();
  }

  @Override
  public Class<RegionRise> type() {
    return RegionRise.class;
  }

  @Override
  public boolean looksBack() {
    return false;
  }

  @Override
  public void open(Watch watch) {
    judge = new ClusterJudge(watch.lattice().get(), watch.rules().get().detection());
  }

  @Override
  public Rise rise(RegionRise each) {
    return new Rise(each.stratum(), each.day(), each.tick(), each.risen().isPresent());
  }

  @Override
  public List<Signal> judge(
      String key, int day, Collection<RegionRise> high, List<Evaluation> before) {
    Map<String, Risen> risen = new HashMap<>();
    for (RegionRise each : high) {
      String region = Stratum.parse(each.stratum()).node(Dimension.REGION);
      each.risen().ifPresent(present -> risen.put(region, present));
    }
    Optional<Risen> whole = Optional.ofNullable(risen.remove(""));
    return judge.judge(Stratum.parse(key), day, risen, whole);
  }
}
