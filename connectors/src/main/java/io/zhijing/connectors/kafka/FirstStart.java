package io.zhijing.connectors.kafka;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.runtime.throwable.ThrowableAnnotation;
import org.apache.flink.runtime.throwable.ThrowableType;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;

/**
 * Where a source starts of which the state says nothing: at the earliest record, if its group has
 * never read. Flink asks only where there is no state, or one that does not know the source: that
 * of a seed, or of a release before the source. A group that has read before had counts, baselines
 * and open warnings; to read on without them would make everything new, and to read from the start
 * would tell again what was told. So that is refused.
 */
@SuppressWarnings("deprecation") // the connector takes no other type for the fallback
final class FirstStart implements OffsetsInitializer {
  private static final long serialVersionUID = 1;

  private final String group;

  FirstStart(String group) {
    this.group = group;
  }

  /** A group has read before, and nothing else is known; to try again would be of no use. */
  @ThrowableAnnotation(ThrowableType.NonRecoverableError)
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
              + ", but the job has no state that says so: none at all, that of a seed, or one from"
              + " before there was this source. Start it from its last savepoint or checkpoint. After"
              + " a seed give it another group; to begin anew, another group and empty indices.");
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
