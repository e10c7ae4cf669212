package io.zhijing.jobs.state;

/**
 * A subscription as it stands after a record of its topic.
 *
 * @param id names it
 * @param offset offset of the record: a higher one is later
 * @param form the subscription in its wire schema; empty once it is deleted
 */
public record SubscriptionChange(String id, long offset, byte[] form) {

  /** Whether it exists no longer. */
  public boolean isDeleted() {
    return form.length == 0;
  }
}
