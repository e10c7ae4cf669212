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
 * Sends counts to the families that judge them. A stratum with trials goes twice: to the family of
 * the parent it borrows from, to be judged, and to its own, as the parent that lends; a firm lends
 * to nobody. A stratum without trials borrows nothing and is a family of one.
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
    if (!Judge.hasTrials(stratum)) {
      out.collect(new FamilyUpdate(delta.stratum(), false, delta));
      return;
    }
    Optional<Stratum> lender = lattice.lender(stratum);
    String family = lender.map(Stratum::key).orElse(delta.stratum());
    out.collect(new FamilyUpdate(family, false, delta));
    if (stratum.node(Dimension.ENTERPRISE).isEmpty()) {
      out.collect(new FamilyUpdate(delta.stratum(), true, delta));
    }
  }
}
