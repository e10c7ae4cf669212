package io.zhijing.jobs.cli;

import io.zhijing.jobs.embedded.EmbeddedFlink;
import java.util.OptionalInt;
import picocli.CommandLine.Option;

/**
 * Whether a job that runs in this process tells its metrics. Not unless somebody asks: Flink's
 * reporter listens on every address of the machine and asks nobody who he is.
 */
final class MetricsOption {

  @Option(
      names = "--metrics-port",
      paramLabel = "PORT",
      descriptionKey = "run.option.metrics",
      description = "Tell metrics in the form of Prometheus at this port, to everybody who asks.")
  private Integer port;

  EmbeddedFlink start(int slots) {
    return EmbeddedFlink.start(
        slots, EmbeddedFlink.USUAL_PORT, port == null ? OptionalInt.empty() : OptionalInt.of(port));
  }
}
