package io.zhijing.jobs.cli;

import io.zhijing.jobs.bench.throughput.ThroughputBench;
import io.zhijing.jobs.embedded.EmbeddedServers;
import java.time.Duration;
import java.util.stream.Stream;

/** What benches read: the clock, and the processor time of this program and of its servers. */
final class BenchMeters {
  private BenchMeters() {}

  static ThroughputBench.Meters of(EmbeddedServers servers) {
    return new ThroughputBench.Meters(
        System::nanoTime,
        () -> spent(Stream.of(ProcessHandle.current())),
        () ->
            spent(
                Stream.concat(
                    servers.kafka().processes().stream(),
                    servers.elasticsearch().processes().stream())));
  }

  private static long spent(Stream<ProcessHandle> processes) {
    return processes
        .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
        .mapToLong(Duration::toNanos)
        .sum();
  }
}
