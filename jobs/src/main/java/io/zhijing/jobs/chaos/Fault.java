package io.zhijing.jobs.chaos;

/** What can go wrong with a part of the running system. */
public enum Fault {
  /** A TaskManager is killed, and another started in its place. */
  WORKER_KILLED("worker_killed"),
  /** A TaskManager stands still for so long that its job goes on elsewhere, and then wakes up. */
  WORKER_FROZEN("worker_frozen"),
  /** The JobManager is killed and started again. */
  COORDINATOR_KILLED("coordinator_killed"),
  /** The Kafka broker is killed and started again on the same data. */
  KAFKA_KILLED("kafka_killed"),
  /** The Kafka broker stands still. */
  KAFKA_FROZEN("kafka_frozen"),
  /** Elasticsearch is killed and started again on the same data. */
  ELASTICSEARCH_KILLED("elasticsearch_killed"),
  /** Elasticsearch answers late. */
  ELASTICSEARCH_SLOW("elasticsearch_slow"),
  /** Nothing can be written to, or read from, the folder of checkpoints. */
  CHECKPOINTS_AWAY("checkpoints_away");

  private final String code;

  Fault(String code) {
    this.code = code;
  }

  /** What stands in messages. */
  public String code() {
    return code;
  }
}
