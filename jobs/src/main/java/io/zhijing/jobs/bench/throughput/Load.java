package io.zhijing.jobs.bench.throughput;

import io.zhijing.connectors.kafka.KafkaSettings;
import io.zhijing.connectors.kafka.ReportProducer;
import io.zhijing.connectors.wire.RawReport;
import io.zhijing.connectors.wire.ReportEncoder;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Simulated reports that are put into Kafka. */
public sealed interface Load permits FirmsLoad, VolumeLoad {
  /** How many records. */
  long records();

  /** Prefix of the topics that they go to; no other load goes there. */
  String topics();

  /** Each report, in order of arrival. */
  void forEach(Consumer<RawReport> sink);

  /** Sends all. */
  default void send(KafkaSettings kafka) {
    ReportEncoder encoder = new ReportEncoder();
    try (ReportProducer producer = new ReportProducer(kafka)) {
      forEach(
          report ->
              producer.send(
                  kafka.topics().of(report.identity().stream()),
                  report.identity().id().getBytes(StandardCharsets.UTF_8),
                  encoder.encode(report)));
      producer.flush();
    }
  }

  /** The same report under another id. */
  static RawReport withId(RawReport report, String id) {
    RawReport.Identity identity = report.identity();
    return new RawReport(
        new RawReport.Identity(
            identity.stream(),
            id,
            identity.revision(),
            identity.withdrawn(),
            identity.eventDate(),
            identity.arrivedAt()),
        report.where(),
        report.what(),
        report.who(),
        report.sampling(),
        report.outcome(),
        report.person());
  }
}
