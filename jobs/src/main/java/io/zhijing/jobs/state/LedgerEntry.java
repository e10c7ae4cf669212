package io.zhijing.jobs.state;

/**
 * A change of the accounts of a stream. The accounts add up: received = decoded + dead letters
 * (signs of life are counted apart), decoded = current + duplicate + superseded; withdrawn and late
 * are parts of current.
 *
 * @param stream code of the stream that the topic is for
 * @param account which account
 * @param change added to it; negative when a report moves from one to another
 * @param parts how many changes it sums up
 */
public record LedgerEntry(String stream, String account, long change, long parts) {

  /** The accounts. The code is the document's field. */
  public enum Account {
    /** Records read, signs of life excepted. */
    RECEIVED("received", 0),
    /** Of these, usable. */
    DECODED("decoded", 1),
    /** Of these, not usable. */
    DEAD_LETTERS("dead_letters", 2),
    /** Reports whose newest revision counts, or was withdrawn. */
    CURRENT("current", 3),
    /** Exact repeats, and the same complaint over another channel. */
    DUPLICATE("duplicate", 4),
    /** Revisions replaced by newer ones, or older than one known. */
    SUPERSEDED("superseded", 5),
    /** Current reports whose newest revision takes them back. */
    WITHDRAWN("withdrawn", 6),
    /** Current reports that came after the correction horizon. */
    LATE("late", 7),
    /** Signs of life. */
    HEARTBEATS("heartbeats", 8);

    private final String code;
    private final int position;

    Account(String code, int position) {
      this.code = code;
      this.position = position;
    }

    /** The stable position in kept sums. */
    public int position() {
      return position;
    }

    /** The stable code. */
    public String code() {
      return code;
    }
  }

  /** One more, or less, in an account. */
  public static LedgerEntry of(String stream, Account account, long change) {
    return new LedgerEntry(stream, account.code(), change, 1);
  }
}
