package io.zhijing.jobs.personal;

import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.connectors.kafka.KafkaSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Looks for personal data in whatever there is. */
final class Traces {
  private Traces() {}

  static void assertNone(String where, String text) {
    assertNone(where, text.getBytes(StandardCharsets.UTF_8));
  }

  static void assertNone(String where, byte[] content) {
    for (String secret : Canaries.all()) {
      for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16BE)) {
        assertThat(contains(content, secret.getBytes(charset)))
            .as("%s holds %s in %s", where, secret, charset)
            .isFalse();
      }
    }
  }

  static boolean contains(byte[] content, byte[] part) {
    for (int i = 0; i <= content.length - part.length; i++) {
      int k = 0;
      while (k < part.length && content[i + k] == part[k]) {
        k++;
      }
      if (k == part.length) {
        return true;
      }
    }
    return false;
  }

  /** Keys and values of all records of a topic. */
  static byte[] content(KafkaSettings kafka, String topic) throws IOException {
    Properties properties = kafka.properties();
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(each -> new TopicPartition(topic, each.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        for (var record : consumer.poll(Duration.ofSeconds(1))) {
          content.write(record.key() == null ? new byte[0] : record.key());
          content.write(record.value() == null ? new byte[0] : record.value());
        }
      }
    }
    return content.toByteArray();
  }
}
