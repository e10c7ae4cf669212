package io.zhijing.jobs.state;

/**
 * A change of the accounts of a stream. The accounts add up: received = decoded + dead letters
 * (signs of life are counted apart), decoded = current + duplicate + superseded; withdrawn and late
 * are parts of current.
 *
 * @param stream code of the stream that the topic is for
 * @param account which account
 * @param change added to it; negative when a report moves from one to another
 */
public record LedgerEntry(String stream, String account, long change) {

  /** The accounts. The code is the document's field. */
  public enum Account {
    /** Records read, signs of life excepted. */
    RECEIVED("received"),
    /** Of these, usable. */
    DECODED("decoded"),
    /** Of these, not usable. */
    DEAD_LETTERS("dead_letters"),
    /** Reports whose newest revision counts, or was withdrawn. */
    CURRENT("current"),
    /** Exact repeats, and the same complaint over another channel. */
    DUPLICATE("duplicate"),
    /** Revisions replaced by newer ones, or older than one known. */
    SUPERSEDED("superseded"),
    /** Current reports whose newest revision takes them back. */
    WITHDRAWN("withdrawn"),
    /** Current reports that came after the correction horizon. */
    LATE("late"),
    /** Signs of life. */
    HEARTBEATS("heartbeats");

    private final String code;

    Account(String code) {
      this.code = code;
    }

    /** The stable code. */
    public String code() {
      return code;
    }
  }

  /** One more, or less, in an account. */
  public static LedgerEntry of(String stream, Account account, long change) {
    return new LedgerEntry(stream, account.code(), change);
  }
}
