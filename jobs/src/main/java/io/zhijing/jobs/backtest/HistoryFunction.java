package io.zhijing.jobs.backtest;

import io.zhijing.connectors.wire.Envelope;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.flink.api.common.functions.MapFunction;

/** Numbers to the records of a run, which stay in this JVM: a job graph would carry them twice. */
final class HistoryFunction implements MapFunction<Long, Envelope> {
  private static final long serialVersionUID = 1;
  private static final ConcurrentMap<String, List<Envelope>> RUNS = new ConcurrentHashMap<>();

  private final String run;

  HistoryFunction(String run) {
    this.run = run;
  }

  static void remember(String run, List<Envelope> records) {
    RUNS.put(run, records);
  }

  static void forget(String run) {
    RUNS.remove(run);
  }

  @Override
  public Envelope map(Long number) {
    return RUNS.get(run).get(Math.toIntExact(number));
  }
}
