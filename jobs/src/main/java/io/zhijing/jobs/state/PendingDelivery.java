package io.zhijing.jobs.state;

/**
 * A message that is on its way: in flight, or waiting for its next attempt.
 *
 * @param id names the delivery, the same at every attempt
 * @param createdAt when it came to be, epoch milliseconds
 * @param ordinal 0 for the recipient's first of this second
 * @param attempts that failed
 * @param due next attempt, epoch milliseconds
 * @param isDigest whether it is a digest
 * @param more steps that it only counts
 * @param items what it tells, most important first; all to the same recipient
 */
public record PendingDelivery(
    String id,
    long createdAt,
    int ordinal,
    int attempts,
    long due,
    boolean isDigest,
    int more,
    Dispatch[] items) {

  /** After an attempt that failed. */
  public PendingDelivery failed(long next) {
    return new PendingDelivery(id, createdAt, ordinal, attempts + 1, next, isDigest, more, items);
  }

  /** Whether it tells of a warning. */
  public boolean tells(String warning) {
    for (Dispatch item : items) {
      if (item.step().warning().equals(warning)) {
        return true;
      }
    }
    return false;
  }
}
