package io.zhijing.connectors.notify;

import java.time.OffsetDateTime;
import java.util.List;

/**
 * One message to one recipient: a notice on its own, or a digest of several. The same record is
 * sent at each attempt, so that the peer can tell a repeat.
 *
 * @param id names the delivery
 * @param createdAt when it came to be, the same at every attempt; stands in the message. Its offset
 *     is that of the authority, by whose calendar the notices count days
 * @param ordinal 0 for the first that the sender made in this second, 1 for the next ...; more
 *     where earlier seconds had more than {@link #ORDINALS_A_SECOND} each. National CAP identifiers
 *     count by it
 * @param address where to
 * @param language in which
 * @param content what
 * @param earlier receipts of earlier notifications about the same warning to the same address,
 *     oldest first: e-mail threads by them, CAP refers to them
 */
public record Notification(
    DeliveryId id,
    OffsetDateTime createdAt,
    int ordinal,
    Address address,
    Language language,
    Content content,
    List<String> earlier) {

  /**
   * How many ordinals of one second have a national CAP identifier of that second; those beyond
   * them take the identifiers of the seconds that follow.
   */
  public static final int ORDINALS_A_SECOND = 10;

  /** What is told. */
  public sealed interface Content {

    /** The notices that are told in full, at least one. */
    List<Notice> notices();

    /** How many more there are that are not told. */
    int more();
  }

  /**
   * A notice on its own.
   *
   * @param notice the notice
   */
  public record Immediate(Notice notice) implements Content {
    @Override
    public List<Notice> notices() {
      return List.of(notice);
    }

    @Override
    public int more() {
      return 0;
    }
  }

  /**
   * Several at once.
   *
   * @param notices most important first
   * @param more how many were left out
   */
  public record Digest(List<Notice> notices, int more) implements Content {

    /** Copies the list; an empty digest is not sent, and a negative rest is none. */
    public Digest {
      notices = List.copyOf(notices);
      if (notices.isEmpty() || more < 0) {
        throw new IllegalArgumentException("a digest has notices, and 0 or more left out");
      }
    }
  }

  /** Copies the list. */
  public Notification {
    earlier = List.copyOf(earlier);
    if (ordinal < 0) {
      throw new IllegalArgumentException("negative ordinal " + ordinal);
    }
  }

  /** Whether anything in it is made up. */
  public boolean isSimulated() {
    return content.notices().stream().anyMatch(Notice::isSimulated);
  }
}
