package io.zhijing.jobs.aggregate;

import io.zhijing.jobs.settings.PipelineSettings;
import io.zhijing.jobs.state.CellDelta;
import io.zhijing.jobs.state.FamilyCounts;
import io.zhijing.jobs.state.States;
import io.zhijing.jobs.state.Types;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Lets go what waits in a savepoint of a version that counted here, by stratum and tick, before
 * families did. Keyed by stratum. Nothing new comes, so once the tick of the savepoint has passed
 * it is empty.
 */
public final class OlderCountsFunction
    extends KeyedProcessFunction<String, CellDelta, FamilyCounts> {
  private static final long serialVersionUID = 1;
  private static final CellDelta[] NONE = {};

  /** What comes here: nothing, for nobody puts anything out by this tag. */
  public static final OutputTag<CellDelta> NOTHING =
      new OutputTag<>("nothing", Types.of(CellDelta.class));

  private final PipelineSettings settings;
  private transient Families families;
  private transient MapState<Long, DayCounts> waiting;

  /** Families under the settings. */
  public OlderCountsFunction(PipelineSettings settings) {
    this.settings = settings;
  }

  @Override
  public void open(OpenContext context) {
    families = new Families(settings.watch().lattice().get());
    waiting = getRuntimeContext().getMapState(States.byTick("waiting-counts", DayCounts.class));
  }

  @Override
  public void processElement(CellDelta delta, Context context, Collector<FamilyCounts> out) {
    throw new IllegalStateException("counts go to families: " + delta);
  }

  @Override
  public void onTimer(long tick, OnTimerContext context, Collector<FamilyCounts> out)
      throws Exception {
    DayCounts counts = waiting.get(tick);
    if (counts == null) {
      return;
    }
    waiting.remove(tick);
    String stratum = context.getCurrentKey();
    CellDelta[] changes = counts.changes(stratum, tick).toArray(NONE);
    Families.Place place = families.of(stratum);
    out.collect(new FamilyCounts(place.family(), tick, changes, NONE));
    if (place.isParent()) {
      out.collect(new FamilyCounts(stratum, tick, NONE, changes));
    }
  }
}
