package io.zhijing.connectors.kafka;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.config.TopicConfig;

/**
 * How Kafka keeps a topic that holds the truth: what is lost from it cannot be rebuilt.
 *
 * @param topic its name
 * @param wantedPolicy the cleanup policy that we give it: delete or compact
 * @param policy the one it has; may be both, with a comma between
 * @param retentionMillis what is older than this goes; below zero: nothing does
 * @param retentionBytes what a partition holds beyond this goes; below zero: nothing does
 * @param replicas copies of the partition that has the fewest
 */
public record TopicKeeping(
    String topic,
    String wantedPolicy,
    String policy,
    long retentionMillis,
    long retentionBytes,
    int replicas) {

  /** Why the truth may be lost from a topic. */
  public enum Doubt {
    /** Records go by their age. */
    AGE,
    /** Records go because there are many. */
    SIZE,
    /** Records go, or stay, by another rule than the jobs count on. */
    POLICY,
    /** There is one copy of it. */
    ONE_REPLICA
  }

  /** Everything that is to be said against it; empty if it is kept as we would have made it. */
  public List<Doubt> doubts() {
    List<Doubt> doubts = new ArrayList<>();
    if (!policy.equals(wantedPolicy)) {
      doubts.add(Doubt.POLICY);
    }
    // Age and size count only where the policy deletes: a topic that is compacted ignores them.
    if (List.of(policy.split(",", -1)).contains(TopicConfig.CLEANUP_POLICY_DELETE)) {
      if (retentionMillis >= 0) {
        doubts.add(Doubt.AGE);
      }
      if (retentionBytes >= 0) {
        doubts.add(Doubt.SIZE);
      }
    }
    if (replicas == 1) {
      doubts.add(Doubt.ONE_REPLICA);
    }
    return doubts;
  }
}
