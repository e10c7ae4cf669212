package io.zhijing.jobs.state;

import java.util.Arrays;

/**
 * What a recipient knows of a warning: an entry of the delivery log.
 *
 * @param revision the last step that was dealt with
 * @param isTold whether any step was told, or is on its way
 * @param isOver whether the last step was its end
 * @param at when the last step was dealt with, epoch milliseconds
 * @param receipts what the channel calls the messages, oldest first
 */
public record ToldWarning(
    int revision, boolean isTold, boolean isOver, long at, String[] receipts) {
  private static final int MOST_RECEIPTS = 50;

  /** Nothing told. */
  public static ToldWarning nothing() {
    return new ToldWarning(0, false, false, 0, new String[0]);
  }

  /** After a step was dealt with. */
  public ToldWarning step(int last, boolean ends, long now) {
    return new ToldWarning(last, isTold, ends, now, receipts);
  }

  /** The same, told or not. */
  public ToldWarning told(boolean isNow) {
    return new ToldWarning(revision, isNow, isOver, at, receipts);
  }

  /** After a message arrived. */
  public ToldWarning with(String receipt) {
    int kept = Math.min(receipts.length, MOST_RECEIPTS - 1);
    String[] all = Arrays.copyOfRange(receipts, receipts.length - kept, receipts.length + 1);
    all[kept] = receipt;
    return new ToldWarning(revision, true, isOver, at, all);
  }
}
