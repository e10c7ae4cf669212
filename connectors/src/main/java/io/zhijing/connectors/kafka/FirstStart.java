package io.zhijing.connectors.kafka;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;

/**
 * Where a job starts that has no state: at the earliest record, if it is the first of its group.
 * Flink asks it for nothing when a savepoint or checkpoint is restored. A group that has read
 * before had counts, baselines and open warnings; to read on without them would make everything
 * new, and to read from the start would tell again what was told. So that is refused.
 */
@SuppressWarnings("deprecation") // the connector takes no other type for the fallback
final class FirstStart implements OffsetsInitializer {
  private static final long serialVersionUID = 1;

  private final String group;

  FirstStart(String group) {
    this.group = group;
  }

  /** A group that has read before has no state. */
  static final class NoStateException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    NoStateException(String group, TopicPartition partition, long offset) {
      super(
          "the group "
              + group
              + " has read "
              + partition.topic()
              + " up to "
              + offset
              + ", but the job has no state. Start it from its last savepoint or checkpoint. To begin"
              + " anew on purpose, give it another group and empty indices.");
    }
  }

  @Override
  public Map<TopicPartition, Long> getPartitionOffsets(
      Collection<TopicPartition> partitions, PartitionOffsetsRetriever retriever) {
    Optional<Map.Entry<TopicPartition, Long>> read =
        retriever.committedOffsets(partitions).entrySet().stream()
            .filter(each -> each.getValue() != null && each.getValue() > 0)
            .findFirst();
    if (read.isPresent()) {
      throw new NoStateException(group, read.get().getKey(), read.get().getValue());
    }
    return OffsetsInitializer.earliest().getPartitionOffsets(partitions, retriever);
  }

  @Override
  public OffsetResetStrategy getAutoOffsetResetStrategy() {
    return OffsetResetStrategy.EARLIEST;
  }
}
