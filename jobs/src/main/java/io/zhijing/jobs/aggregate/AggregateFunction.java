package io.zhijing.jobs.aggregate;

import io.zhijing.jobs.state.CellDelta;
import io.zhijing.jobs.state.States;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Counts by stratum, day and tick. Keyed by stratum. Changes wait for their tick, so that what a
 * tick sees does not depend on how they were delivered; a report that is added and taken back
 * within one tick leaves no trace.
 */
public final class AggregateFunction extends KeyedProcessFunction<String, CellDelta, CellDelta> {
  private static final long serialVersionUID = 1;

  private transient MapState<Long, DayCounts> waiting;

  @Override
  public void open(OpenContext context) {
    waiting = getRuntimeContext().getMapState(States.byTick("waiting-counts", DayCounts.class));
  }

  @Override
  public void processElement(CellDelta delta, Context context, Collector<CellDelta> out)
      throws Exception {
    DayCounts counts = waiting.get(delta.tick());
    waiting.put(delta.tick(), (counts == null ? DayCounts.none() : counts).plus(delta));
    if (counts == null) {
      context.timerService().registerEventTimeTimer(delta.tick());
    }
  }

  @Override
  public void onTimer(long tick, OnTimerContext context, Collector<CellDelta> out)
      throws Exception {
    DayCounts counts = waiting.get(tick);
    if (counts == null) {
      return;
    }
    waiting.remove(tick);
    for (int i = 0; i < counts.days().length; i++) {
      CellDelta delta =
          new CellDelta(
              context.getCurrentKey(),
              counts.days()[i],
              tick,
              counts.trials()[i],
              counts.observed()[i],
              counts.expected()[i]);
      if (delta.isChange()) {
        out.collect(delta);
      }
    }
  }
}
