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

/** Records as the real world sends them: some are none, one comes a year late. */
final class OddRecords {
  private static final String INSPECTION =
      "{\"schema\":\"zhijing.inspection/1\",\"region\":\"150602\",\"sector\":\"C1311\",\"trials\":4,\"failures\":1,";

  private OddRecords() {}

  /**
   * Sends them into the topic of inspections.
   *
   * @param day on which they arrive
   * @return how many
   */
  static long send(KafkaSettings kafka, LocalDate day)
      throws InterruptedException, ExecutionException {
    List<String> records =
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
      for (String record : records) {
        producer
            .send(
                new ProducerRecord<>(
                    kafka.topics().of(ReportStream.INSPECTION),
                    null,
                    arrival,
                    record.substring(0, 8).getBytes(StandardCharsets.UTF_8),
                    record.getBytes(StandardCharsets.UTF_8)))
            .get();
      }
    }
    return records.size();
  }
}
