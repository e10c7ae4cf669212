package io.zhijing.jobs.state;

/**
 * The accounts of a stream, and whether anything is heard of it. Stream element.
 *
 * @param accounts what came in and what became of it
 * @param checkedAt when that was looked at, by the job's clock, epoch milliseconds; 0 at the end of
 *     a bounded input, when nobody waits for more
 * @param heardAt when a record or a sign of life was last heard, by the same clock
 * @param isSilent whether that is longer ago than the settings allow
 */
public record SourceHealth(Accounts accounts, long checkedAt, long heardAt, boolean isSilent) {

  /** How long nothing has been heard, milliseconds. */
  public long silentFor() {
    return Math.max(0, checkedAt - heardAt);
  }
}
