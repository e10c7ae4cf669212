package io.zhijing.connectors.notify;

import io.zhijing.detection.model.Coded;
import java.io.Serializable;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * What became of one attempt. Details are for people who look into it: one line, bounded, without
 * secrets and without the recipient's address.
 */
public sealed interface Outcome extends Serializable {

  /**
   * The peer took it.
   *
   * @param receipt what the channel names the message by: a {@code Message-ID}, the CAP triple
   *     {@code sender,identifier,sent}, an id of the gateway, else the delivery id. Later
   *     notifications about the same warning hand it back as {@link Notification#earlier}.
   */
  record Delivered(String receipt) implements Outcome {
    private static final long serialVersionUID = 1L;
  }

  /**
   * The same may succeed later.
   *
   * @param reason why not now
   * @param detail one line for people
   * @param retryAfterOrNull how long the peer asked to be left alone; null if it did not say
   */
  record Retryable(RetryReason reason, String detail, Duration retryAfterOrNull)
      implements Outcome {
    private static final long serialVersionUID = 1L;

    /** Needs a reason. */
    public Retryable {
      Objects.requireNonNull(reason, "reason");
    }

    /** One whose peer did not say when. */
    public Retryable(RetryReason reason, String detail) {
      this(reason, detail, null);
    }

    /** How long the peer asked to be left alone, if it said so. */
    public Optional<Duration> retryAfter() {
      return Optional.ofNullable(retryAfterOrNull);
    }
  }

  /**
   * Trying the same again is of no use.
   *
   * @param reason why not
   * @param detail one line for people
   */
  record Rejected(RejectReason reason, String detail) implements Outcome {
    private static final long serialVersionUID = 1L;
  }

  /** Why something may succeed later. The code is stored. */
  enum RetryReason implements Coded {
    /** No connection: refused, unreachable, or the name is not known at the moment. */
    CONNECT_FAILED("connect_failed"),
    /** A connection or an answer took longer than the channel's limit. It may have arrived. */
    TIMED_OUT("timed_out"),
    /** The connection broke. It may have arrived. */
    CONNECTION_LOST("connection_lost"),
    /** The peer asks for fewer messages. */
    RATE_LIMITED("rate_limited"),
    /** The peer says that it cannot at the moment: HTTP 5xx, SMTP 4xx, "busy". */
    PEER_UNAVAILABLE("peer_unavailable"),
    /**
     * The answer is not what the protocol says, as when a proxy answers instead of the peer. It may
     * have arrived; twice is better than never.
     */
    GARBLED_ANSWER("garbled_answer"),
    /** A file could not be written. */
    STORAGE_FAILED("storage_failed"),
    /** The sending thread was interrupted. It may have arrived. */
    INTERRUPTED("interrupted");

    private final String code;

    RetryReason(String code) {
      this.code = code;
    }

    @Override
    public String code() {
      return code;
    }
  }

  /** Why trying again is of no use. The code is stored. */
  enum RejectReason implements Coded {
    /** The recipient's address is of another channel, or the peer does not know it. */
    BAD_ADDRESS("bad_address"),
    /** The peer does not let us in: HTTP 401 or 403, SMTP authentication. */
    UNAUTHORIZED("unauthorized"),
    /** A robot refuses signature, keyword or sender's address. */
    SECURITY_CHECK_FAILED("security_check_failed"),
    /** The peer cannot be trusted: certificate, host name, or no encryption. */
    UNTRUSTED_PEER("untrusted_peer"),
    /** There is nothing at this address: HTTP 404 or 410, an unknown or removed robot. */
    NO_SUCH_TARGET("no_such_target"),
    /** The peer points elsewhere; redirects are not followed, for they would carry the secret. */
    REDIRECTED("redirected"),
    /** The peer does not want this message: form, size or content. */
    CONTENT_REFUSED("content_refused"),
    /** The peer says no, without saying anything of the above. */
    REFUSED("refused"),
    /** The channel cannot carry such a notification, as a digest over CAP. */
    NOT_CARRIED("not_carried"),
    /** An end of something that was never told over this channel. */
    NOTHING_TO_END("nothing_to_end");

    private final String code;

    RejectReason(String code) {
      this.code = code;
    }

    @Override
    public String code() {
      return code;
    }
  }
}
