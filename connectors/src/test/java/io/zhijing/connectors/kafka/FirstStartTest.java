package io.zhijing.connectors.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer.PartitionOffsetsRetriever;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class FirstStartTest {
  private static final TopicPartition ONE = new TopicPartition("zhijing.complaints", 0);
  private static final TopicPartition OTHER = new TopicPartition("zhijing.complaints", 1);

  /** What a group has committed. */
  private record Committed(Map<TopicPartition, Long> offsets) implements PartitionOffsetsRetriever {
    @Override
    public Map<TopicPartition, Long> committedOffsets(Collection<TopicPartition> partitions) {
      return offsets;
    }

    @Override
    public Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> partitions) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Map<TopicPartition, Long> beginningOffsets(Collection<TopicPartition> partitions) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(
        Map<TopicPartition, Long> times) {
      throw new UnsupportedOperationException();
    }
  }

  private static Map<TopicPartition, Long> start(Map<TopicPartition, Long> committed) {
    return new FirstStart("monitoring")
        .getPartitionOffsets(List.of(ONE, OTHER), new Committed(committed));
  }

  @Test
  void aGroupThatHasNotReadStartsAtTheEarliestRecord() {
    Map<TopicPartition, Long> nothing = new HashMap<>();
    nothing.put(ONE, null);
    nothing.put(OTHER, 0L);
    assertThat(start(nothing))
        .containsEntry(ONE, KafkaPartitionSplit.EARLIEST_OFFSET)
        .containsEntry(OTHER, KafkaPartitionSplit.EARLIEST_OFFSET);
    assertThat(start(Map.of())).hasSize(2);
  }

  @Test
  void aGroupThatHasReadIsRefusedWithWhatToDo() {
    assertThatThrownBy(() -> start(Map.of(ONE, 0L, OTHER, 7L)))
        .isInstanceOf(FirstStart.NoStateException.class)
        .hasMessageContaining("monitoring has read zhijing.complaints up to 7")
        .hasMessageContaining("savepoint");
  }
}
