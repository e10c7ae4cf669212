package io.zhijing.jobs.bench.speed;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Processor time a call, in microseconds, of the whole virtual machine: compiler and collector
 * included. R is measured by processor time too, and unlike elapsed time it says the same on a
 * machine that is shared.
 */
public final class ProcessorTime implements InternalProfiler {
  /** The name of the result. */
  static final String RESULT = "processor";

  private static final double NANOS_PER_MICRO = 1000;

  private final OperatingSystemMXBean system =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private long before;

  @Override
  public String getDescription() {
    return "processor time of the process";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    before = system.getProcessCpuTime();
  }

  @Override
  public Collection<? extends Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    double micros = (system.getProcessCpuTime() - before) / NANOS_PER_MICRO;
    double calls = Math.max(1, result.getMetadata().getAllOps());
    return List.of(new ScalarResult(RESULT, micros / calls, "us/op", AggregationPolicy.AVG));
  }
}
