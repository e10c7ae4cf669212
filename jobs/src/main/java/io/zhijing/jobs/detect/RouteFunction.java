package io.zhijing.jobs.detect;

import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.model.Lattice;
import io.zhijing.detection.model.Stratum;
import io.zhijing.detection.monitor.Judge;
import io.zhijing.jobs.settings.PipelineSettings;
import io.zhijing.jobs.state.CellDelta;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.util.Collector;

/**
 * Sends counts to the families that judge them. A stratum goes twice: to the family of the stratum
 * beside which it is judged, and to its own, as the one beside which others are judged. Nothing is
 * judged beside a firm, nor beside a hazard's failures of tests.
 */
public final class RouteFunction extends RichFlatMapFunction<CellDelta, FamilyUpdate> {
  private static final long serialVersionUID = 1;

  private final PipelineSettings settings;
  private transient Lattice lattice;

  /** Routing under the settings. */
  public RouteFunction(PipelineSettings settings) {
    this.settings = settings;
  }

  @Override
  public void open(OpenContext context) {
    lattice = settings.watch().lattice().get();
  }

  @Override
  public void flatMap(CellDelta delta, Collector<FamilyUpdate> out) {
    Stratum stratum = Stratum.parse(delta.stratum());
    Optional<Stratum> beside = Judge.beside(stratum, lattice);
    String family = beside.map(Stratum::key).orElse(delta.stratum());
    out.collect(new FamilyUpdate(family, false, delta));
    boolean isHazardOfTests = stratum.stream().hasTrials() && !Judge.hasTrials(stratum);
    if (!isHazardOfTests && stratum.node(Dimension.ENTERPRISE).isEmpty()) {
      out.collect(new FamilyUpdate(delta.stratum(), true, delta));
    }
  }
}
