package io.zhijing.jobs.metrics;

import io.zhijing.detection.model.RiskLevel;
import io.zhijing.detection.warning.Transition.Action;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** Counters of the steps in the lives of warnings, by what happened and the level after it. */
public final class StepCounters {
  private final Map<Action, Map<RiskLevel, Counter>> counters = new EnumMap<>(Action.class);

  /** Counters in the operator's group. */
  public StepCounters(MetricGroup operator) {
    Meters meters = new Meters(operator);
    for (Action action : Action.values()) {
      Map<RiskLevel, Counter> byLevel = new EnumMap<>(RiskLevel.class);
      for (RiskLevel level : RiskLevel.values()) {
        byLevel.put(level, meters.counter(Metric.WARNING_STEPS, action.code(), level.code()));
      }
      counters.put(action, byLevel);
    }
  }

  /** One more step. */
  public void count(Action action, RiskLevel level) {
    counters.get(action).get(level).inc();
  }
}
