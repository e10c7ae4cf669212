package io.zhijing.jobs.bench.throughput;

import io.zhijing.connectors.wire.RawReport;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What is put into Kafka: weeks of simulated reports, of a region with so many more of them than
 * the simulated year has. Each is drawn for itself: copies of one report would be added up as no
 * real ones are, and would stand out as no real ones do. Drawn whenever they are sent and never
 * kept, so that they take no memory from what is measured.
 *
 * @param drawing the reports in order of arrival, the same each time
 * @param records how many they are
 */
public record VolumeLoad(Supplier<List<RawReport>> drawing, long records) implements Load {
  /** The load of a drawing, which is made once to be counted. */
  public static VolumeLoad of(Supplier<List<RawReport>> drawing) {
    return new VolumeLoad(drawing, drawing.get().size());
  }

  @Override
  public String topics() {
    return "bench";
  }

  @Override
  public void forEach(Consumer<RawReport> sink) {
    drawing.get().forEach(sink);
  }
}
