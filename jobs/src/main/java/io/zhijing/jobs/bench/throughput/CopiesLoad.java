package io.zhijing.jobs.bench.throughput;

import io.zhijing.connectors.wire.RawReport;
import java.util.List;
import java.util.function.Consumer;

/**
 * What is put into Kafka: weeks of simulated reports, each of them several times under other ids,
 * as a region with that many more of them would send them.
 *
 * @param reports of the weeks, in order of arrival
 * @param copies how often each is sent
 */
public record CopiesLoad(List<RawReport> reports, int copies) implements Load {
  /** Copies the list. */
  public CopiesLoad {
    reports = List.copyOf(reports);
  }

  /** At least a number of records. */
  public static CopiesLoad of(List<RawReport> reports, int records) {
    return new CopiesLoad(reports, Math.max(1, (records + reports.size() - 1) / reports.size()));
  }

  @Override
  public long records() {
    return (long) reports.size() * copies;
  }

  @Override
  public String topics() {
    return "bench";
  }

  @Override
  public void forEach(Consumer<RawReport> sink) {
    for (RawReport report : reports) {
      for (int copy = 0; copy < copies; copy++) {
        sink.accept(Load.withId(report, report.identity().id() + "-" + copy));
      }
    }
  }
}
