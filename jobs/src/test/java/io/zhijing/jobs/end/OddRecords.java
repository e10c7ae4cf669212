package io.zhijing.jobs.end;

import io.zhijing.connectors.kafka.KafkaSettings;
import io.zhijing.detection.model.ReportStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Records as the real world sends them: some are none, one comes a year late, one is taken back.
 */
final class OddRecords {
  private static final String INSPECTION =
      "{\"schema\":\"zhijing.inspection/1\",\"region\":\"150602\",\"sector\":\"C1311\",\"trials\":4,\"failures\":1,";

  private static final String COMPLAINT =
      "{\"schema\":\"zhijing.complaint/1\",\"id\":\"ODD-5\",\"region\":\"150602\",\"sector\":\"C1311\","
          + "\"channel\":\"12315\",";

  private OddRecords() {}

  /**
   * Sends them.
   *
   * @param day on which they arrive
   * @return how many
   */
  static int send(KafkaSettings kafka, LocalDate day)
      throws InterruptedException, ExecutionException {
    String arrives = "\"arrived_at\":\"" + day + "\",\"event_date\":\"" + day + "\"";
    List<String> complaints =
        List.of(
            COMPLAINT + arrives + "}",
            COMPLAINT + arrives + ",\"revision\":1,\"status\":\"withdrawn\"}");
    List<String> inspections =
        List.of(
            "not JSON at all",
            "{\"schema\":\"zhijing.inspection/1\",\"id\":\"ODD-1\"}",
            INSPECTION + "\"id\":\"ODD-2\",\"event_date\":\"some day\"}",
            INSPECTION + "\"id\":\"ODD-3\",\"event_date\":\"" + day.plusYears(3) + "\"}",
            INSPECTION
                + "\"id\":\"ODD-4\",\"event_date\":\""
                + day.withDayOfYear(9)
                + "\",\"arrived_at\":\""
                + day
                + "\"}");
    long arrival = day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            kafka.properties(), new ByteArraySerializer(), new ByteArraySerializer())) {
      send(producer, kafka.topics().of(ReportStream.INSPECTION), arrival, inspections);
      send(producer, kafka.topics().of(ReportStream.COMPLAINT), arrival, complaints);
    }
    return inspections.size() + complaints.size();
  }

  /** One key for all, so that they stay in order. */
  private static void send(
      KafkaProducer<byte[], byte[]> producer, String topic, long arrival, List<String> records)
      throws InterruptedException, ExecutionException {
    for (String record : records) {
      producer
          .send(
              new ProducerRecord<>(
                  topic,
                  null,
                  arrival,
                  "odd".getBytes(StandardCharsets.UTF_8),
                  record.getBytes(StandardCharsets.UTF_8)))
          .get();
    }
  }
}
