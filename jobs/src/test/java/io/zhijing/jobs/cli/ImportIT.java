package io.zhijing.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.connectors.kafka.KafkaSettings;
import io.zhijing.connectors.kafka.Topics;
import io.zhijing.connectors.wire.Decoded;
import io.zhijing.connectors.wire.Envelope;
import io.zhijing.connectors.wire.EnvelopeDecoder;
import io.zhijing.jobs.embedded.EmbeddedServers;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A real Kafka: what import says it has written is there, and the job can use each of it. */
@Timeout(180)
class ImportIT {
  private static final String HEADER = "抽样编号,抽样日期,地区,产品名称,抽样环节,检验批次\n";

  @TempDir private static Path folder;
  private static EmbeddedServers servers;

  private record Said(int code, String text) {}

  @BeforeAll
  static void start() throws InterruptedException {
    servers = EmbeddedServers.start(EmbeddedServers.Settings.usual(), progress -> {});
  }

  @AfterAll
  static void stop() {
    servers.close();
  }

  private static Said run(String prefix, String rows) throws Exception {
    Path file = Files.writeString(folder.resolve(prefix + ".csv"), HEADER + rows);
    StringWriter said = new StringWriter();
    int code =
        new CommandLine(new ImportCommand(Locale.ENGLISH))
            .setOut(new PrintWriter(said, true))
            .execute(
                "--kafka",
                servers.bootstrapServers(),
                "--topic-prefix",
                prefix,
                "--pack",
                "inner-mongolia",
                file.toString());
    return new Said(code, said.toString());
  }

  /** Ids of the reports of a prefix's topics, all of which the job can use. */
  private static List<String> decoded(String prefix) {
    Topics topics = new Topics(prefix);
    EnvelopeDecoder decoder =
        new EnvelopeDecoder(ZoneId.of("Asia/Shanghai"), topics.streamByTopic());
    List<String> ids = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> each : records(prefix)) {
      Decoded decoded =
          decoder.first(
              new Envelope(
                  each.topic(), each.partition(), each.offset(), each.timestamp(), each.value()));
      assertThat(decoded).isInstanceOf(Decoded.Accepted.class);
      ids.add(((Decoded.Accepted) decoded).report().identity().id());
    }
    return ids;
  }

  private static List<ConsumerRecord<byte[], byte[]>> records(String prefix) {
    KafkaSettings kafka = new KafkaSettings(servers.bootstrapServers(), prefix, Map.of());
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            kafka.properties(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          kafka.topics().reports().stream()
              .flatMap(topic -> consumer.partitionsFor(topic).stream())
              .map(each -> new TopicPartition(each.topic(), each.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      long all = consumer.endOffsets(partitions).values().stream().mapToLong(Long::longValue).sum();
      while (records.size() < all) {
        consumer.poll(Duration.ofSeconds(1)).forEach(records::add);
      }
    }
    return records;
  }

  @Test
  void aFileOfGoodRowsIsWrittenWhole() throws Exception {
    Said said = run("whole", "S2,2025-05-21,赤峰市,奶酪,流通,1\nS3,2025-05-21,赤峰市,\"奶\n酪\",,1\n");
    assertThat(said.code()).as(said.text()).isZero();
    assertThat(said.text()).contains("2 reports written to Kafka, 0 rows refused.");
    assertThat(decoded("whole")).containsExactlyInAnyOrder("S2", "S3");
  }

  @Test
  void rowsThatAreNotWrittenAreCountedAndTheExitCodeSaysSo() throws Exception {
    Said said =
        run(
            "some",
            """
            S2,2025-05-21,赤峰市,奶酪,流通,1
            S3,2025-05-21,赤峰市,奶酪,仓储,1
            S4,2025-05-21,赤峰市,奶酪,流通,200000000
            S5,2025-05-21,赤峰市,"奶酪,流通,1
            S6,2025-05-21,赤峰市,奶酪,流通,1
            """);
    assertThat(said.code()).isEqualTo(3);
    assertThat(said.text())
        .contains("2 reports written to Kafka, 3 rows refused.")
        .contains("some.csv:3 抽样环节: unknown-value (allowed: ")
        .contains("some.csv:4 检验批次: out_of_range")
        .contains("some.csv:5 产品名称: unclosed-quote (the quoted cell begins in line 5");
    assertThat(decoded("some")).as("each once").containsExactlyInAnyOrder("S2", "S6");
  }
}
