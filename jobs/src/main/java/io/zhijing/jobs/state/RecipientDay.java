package io.zhijing.jobs.state;

import io.zhijing.connectors.notify.Notification;

/**
 * How much a recipient was sent of late.
 *
 * @param day the authority's local day, epoch day
 * @param sent messages told at once on that day
 * @param second of the last message, epoch seconds
 * @param ordinal of the next message in that second, more than were sent in it after a burst
 * @param taken times of the last attempts that a rate limit counts, epoch milliseconds
 */
public record RecipientDay(int day, int sent, long second, int ordinal, long[] taken) {

  /** Nothing sent. */
  public static RecipientDay first() {
    return new RecipientDay(0, 0, 0, 0, new long[0]);
  }

  /** On a day: the count begins anew with each. */
  public RecipientDay on(int today) {
    return today == day ? this : new RecipientDay(today, 0, second, ordinal, taken);
  }

  /** After one more message at once. */
  public RecipientDay oneMore() {
    return new RecipientDay(day, sent + 1, second, ordinal, taken);
  }

  /**
   * Of a second: ordinals begin anew with each, behind those that an earlier second ran over into
   * it. So no two messages have the same place in time, counted by {@link
   * Notification#ORDINALS_A_SECOND}.
   */
  public RecipientDay in(long now) {
    if (now == second) {
      return this;
    }
    long left = ordinal - (now - second) * Notification.ORDINALS_A_SECOND;
    int next = now < second ? 0 : (int) Math.max(0, left);
    return new RecipientDay(day, sent, now, next, taken);
  }

  /** After one more message in this second. */
  public RecipientDay numbered() {
    return new RecipientDay(day, sent, second, ordinal + 1, taken);
  }

  /** With other times. */
  public RecipientDay withTaken(long[] times) {
    return new RecipientDay(day, sent, second, ordinal, times);
  }
}
