package io.zhijing.jobs.state;

/**
 * The last step of a warning as its record says it, for those who are told.
 *
 * @param warning id of the warning
 * @param revision revision after the step
 * @param action what happened, by code
 * @param from level before, by code
 * @param to level after, by code; {@code none} once it has ended
 * @param receivedAt when Kafka took the record, epoch milliseconds
 * @param facts what a message says of it: JSON, fields of the warning's document
 */
public record WarningStep(
    String warning,
    int revision,
    String action,
    String from,
    String to,
    long receivedAt,
    byte[] facts) {

  /** This step with the revision, level and facts of a later one. */
  public WarningStep with(WarningStep later) {
    return new WarningStep(
        warning, later.revision, action, from, later.to, later.receivedAt, later.facts);
  }
}
