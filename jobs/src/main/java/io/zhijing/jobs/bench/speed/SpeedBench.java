package io.zhijing.jobs.bench.speed;

import io.zhijing.jobs.bench.SimulatedSeries;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ObjIntConsumer;
import java.util.regex.Pattern;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs the benchmarks, each by itself on one thread, and gives times for one unit of each. */
public final class SpeedBench {
  /** A collector without threads of its own: what is measured is one core. */
  private static final String[] VIRTUAL_MACHINE = {"-Xms1g", "-Xmx1g", "-XX:+UseSerialGC"};

  private final Plan plan;
  private final PrintStream log;

  /**
   * What one thing takes.
   *
   * @param measured what
   * @param elapsed microseconds a unit
   * @param error half the 99.9% confidence interval of {@code elapsed}; NaN if there are too few
   *     iterations for one
   * @param processor microseconds of processor time a unit
   */
  public record Speed(Measured measured, double elapsed, double error, double processor) {}

  /** A bench after the plan, with the benchmarks' own words going to the log. */
  public SpeedBench(Plan plan, PrintStream log) {
    this.plan = plan;
    this.log = log;
  }

  /**
   * Measures everything.
   *
   * @param starting told of each thing before it is measured, and of how many were before it
   * @throws IOException if the series cannot be read or a benchmark does not run
   */
  public List<Speed> run(ObjIntConsumer<Measured> starting) throws IOException {
    SimulatedSeries series = plan.read();
    List<Speed> speeds = new ArrayList<>();
    for (Measured measured : Measured.values()) {
      starting.accept(measured, speeds.size());
      int most = Math.min(plan.series(), measured.mostSeries());
      double units = measured.unit().inACall(series.sample(most));
      speeds.add(speed(measured, run(measured, most), units));
    }
    return speeds;
  }

  private RunResult run(Measured measured, int mostSeries) throws IOException {
    Plan.Effort effort = plan.effort();
    TimeValue iteration = TimeValue.milliseconds(effort.milliseconds());
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("^" + Pattern.quote(measured.benchmark()) + "$")
            .forks(effort.forks())
            .threads(1)
            .warmupIterations(effort.warmUps())
            .warmupTime(iteration)
            .measurementIterations(effort.iterations())
            .measurementTime(iteration)
            .addProfiler(ProcessorTime.class)
            .shouldFailOnError(true);
    if (effort.forks() > 0) {
      options.jvmArgs(VIRTUAL_MACHINE);
    }
    if (measured.unit() != Measured.Unit.SCAN) {
      options.param("source", plan.source()).param("series", String.valueOf(mostSeries));
    }
    measured.algorithm().ifPresent(algorithm -> options.param("algorithm", algorithm));
    try {
      return new Runner(
              options.build(), OutputFormatFactory.createFormatInstance(log, VerboseMode.NORMAL))
          .runSingle();
    } catch (RunnerException e) {
      throw new IOException(measured.code() + ": " + e.getMessage(), e);
    }
  }

  private static Speed speed(Measured measured, RunResult result, double units) {
    Result<?> elapsed = result.getPrimaryResult();
    Result<?> processor = result.getSecondaryResults().get(ProcessorTime.RESULT);
    return new Speed(
        measured,
        elapsed.getScore() / units,
        elapsed.getScoreError() / units,
        processor.getScore() / units);
  }
}
