package io.zhijing.jobs.state;

import io.zhijing.jobs.state.LedgerEntry.Account;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The accounts of a stream since the job first started. Kept state and stream element.
 *
 * @param stream code of the stream that the topic is for
 * @param tick when they were drawn up, epoch milliseconds; the largest value at the end of input
 * @param entries how many changes they sum up; grows with every one
 * @param sums totals by position of {@link Account}
 * @param lastArrival when its newest record arrived, epoch milliseconds; 0 if that is not known
 */
public record Accounts(String stream, long tick, long entries, long[] sums, long lastArrival) {
  /** Part of the index name: one index holds all accounts. */
  public static final String INDEX_PART = "000001";

  /** Accounts with nothing in them. */
  public static Accounts empty(String stream) {
    return new Accounts(stream, Long.MIN_VALUE, 0, new long[Account.values().length], 0);
  }

  /**
   * These accounts and one change more.
   *
   * @param time of the change; for a record that was received it is when that arrived
   */
  public Accounts plus(LedgerEntry entry, long time) {
    boolean isRecord = entry.account().equals(Account.RECEIVED.code());
    long[] changed = sums.clone();
    for (Account account : Account.values()) {
      if (account.code().equals(entry.account())) {
        changed[account.position()] += entry.change();
      }
    }
    return new Accounts(
        stream,
        tick,
        entries + entry.parts(),
        changed,
        isRecord ? Math.max(lastArrival, time) : lastArrival);
  }

  /** How many records and signs of life came. */
  public long heard() {
    return sums[Account.RECEIVED.position()] + sums[Account.HEARTBEATS.position()];
  }

  /** The same, drawn up at a tick. */
  public Accounts at(long newTick) {
    return new Accounts(stream, newTick, entries, sums, lastArrival);
  }

  /** Totals by code, in order. */
  public Map<String, Long> totals() {
    Map<String, Long> totals = new LinkedHashMap<>();
    for (Account account : Account.values()) {
      totals.put(account.code(), sums[account.position()]);
    }
    return totals;
  }
}
