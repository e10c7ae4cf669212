package io.zhijing.jobs.bench.throughput;

import io.zhijing.connectors.kafka.KafkaSettings;
import io.zhijing.connectors.kafka.ReportProducer;
import io.zhijing.connectors.wire.RawReport;
import io.zhijing.connectors.wire.ReportEncoder;
import io.zhijing.detection.model.ReportStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * What is put into Kafka: weeks of simulated reports, each of them several times under other ids,
 * as a region with that many more of them would send them.
 *
 * @param reports of the weeks, in order of arrival
 * @param copies how often each is sent
 */
public record Load(List<RawReport> reports, int copies) {
  /** Copies the list. */
  public Load {
    reports = List.copyOf(reports);
  }

  /**
   * At least a number of records from the first weeks.
   *
   * @param reports in order of arrival
   * @param weeks how many of their weeks
   * @param records how many at least
   */
  public static Load of(List<RawReport> reports, int weeks, int records) {
    LocalDate end = reports.get(0).identity().eventDate().plusWeeks(weeks);
    List<RawReport> first =
        reports.stream().filter(each -> each.identity().eventDate().isBefore(end)).toList();
    return new Load(first, Math.max(1, (records + first.size() - 1) / first.size()));
  }

  /** How many records that is. */
  public long records() {
    return (long) reports.size() * copies;
  }

  /**
   * Sends all.
   *
   * @return their bytes
   */
  public long send(KafkaSettings kafka) {
    ReportEncoder encoder = new ReportEncoder();
    long bytes = 0;
    try (ReportProducer producer = new ReportProducer(kafka)) {
      for (RawReport report : reports) {
        for (int copy = 0; copy < copies; copy++) {
          RawReport one = withId(report, report.identity().id() + "-" + copy);
          byte[] value = encoder.encode(one);
          bytes += value.length;
          producer.send(
              kafka.topics().of(one.identity().stream()),
              one.identity().id().getBytes(StandardCharsets.UTF_8),
              value);
        }
      }
      producer.flush();
    }
    return bytes;
  }

  private static RawReport withId(RawReport report, String id) {
    RawReport.Identity identity = report.identity();
    ReportStream stream = identity.stream();
    Instant arrivedAt = identity.arrivedAt();
    return new RawReport(
        new RawReport.Identity(
            stream, id, identity.revision(), identity.withdrawn(), identity.eventDate(), arrivedAt),
        report.where(),
        report.what(),
        report.who(),
        report.sampling(),
        report.outcome(),
        report.person());
  }
}
