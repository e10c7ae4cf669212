package io.zhijing.connectors.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class ReportProducerTest {
  private static final Topics TOPICS = new Topics("t");
  private static final Instant UP_TO = Instant.parse("2020-05-05T00:00:00Z");
  private static final byte[] RECORD = {1};

  /** A broker that stores what waits, or refuses it, when it is waited for. */
  private static MockProducer<byte[], byte[]> broker(boolean refuses) {
    List<PartitionInfo> partitions =
        TOPICS.reports().stream()
            .map(topic -> new PartitionInfo(topic, 0, Node.noNode(), new Node[0], new Node[0]))
            .toList();
    return new MockProducer<>(
        new Cluster("c", List.of(), partitions, Set.of(), Set.of()),
        false,
        new RoundRobinPartitioner(),
        new ByteArraySerializer(),
        new ByteArraySerializer()) {
      @Override
      public synchronized void flush() {
        while (refuses ? errorNext(new IllegalStateException("full")) : completeNext()) {
          // each in turn
        }
      }
    };
  }

  @Test
  void aSignOfLifeIsNotSentAfterAReportThatWasNotStored() {
    MockProducer<byte[], byte[]> broker = broker(true);
    ReportProducer producer = new ReportProducer(broker, TOPICS);
    producer.send(TOPICS.reports().get(0), RECORD, RECORD);
    assertThatThrownBy(() -> producer.delivered("import", UP_TO))
        .hasMessageContaining("did not store a record");
    assertThat(broker.history()).hasSize(1);
  }

  @Test
  void aSignOfLifeGoesToEveryTopicOnceAllIsStored() {
    MockProducer<byte[], byte[]> broker = broker(false);
    ReportProducer producer = new ReportProducer(broker, TOPICS);
    producer.send(TOPICS.reports().get(0), RECORD, RECORD);
    producer.delivered("import", UP_TO);
    assertThat(broker.history()).hasSize(1 + TOPICS.reports().size());
    assertThat(broker.completeNext()).isFalse();
  }
}
