package io.zhijing.connectors.notify.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.zhijing.connectors.notify.exchange.Hmac;
import io.zhijing.connectors.secret.Secret;
import io.zhijing.detection.model.Coded;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;

/**
 * The signature of a webhook's body, for sender and receiver: HMAC-SHA256 under the shared key of
 * the timestamp as it stands in its header, a dot, and the raw bytes of the body.
 *
 * @param key shared by sender and receiver
 */
public record WebhookSignature(Secret key) {

  /** Header of the time of signing: seconds since 1970 in UTC. */
  public static final String TIMESTAMP = "X-Zhijing-Timestamp";

  /** Header of the signature: {@code v1=} and 64 lower-case hexadecimal digits. */
  public static final String SIGNATURE = "X-Zhijing-Signature";

  /** How far a signature's time may be off. */
  public static final Duration TOLERANCE = Duration.ofMinutes(5);

  private static final String VERSION = "v1=";

  /** What a receiver finds. */
  public enum Verdict implements Coded {
    /** The body is what the sender signed, and fresh. */
    VALID("valid"),
    /** A header is missing or cannot be read. */
    MALFORMED("malformed"),
    /** Signed more than {@link #TOLERANCE} ago: perhaps a replay. */
    TOO_OLD("too_old"),
    /** Signed more than {@link #TOLERANCE} from now: a clock is wrong. */
    FROM_THE_FUTURE("from_the_future"),
    /** Another body, time or key. */
    WRONG("wrong");

    private final String code;

    Verdict(String code) {
      this.code = code;
    }

    @Override
    public String code() {
      return code;
    }
  }

  /** The value of the header {@link #SIGNATURE}. */
  public String sign(long epochSecond, byte[] body) {
    String timestamp = Long.toString(epochSecond);
    return VERSION
        + HexFormat.of()
            .formatHex(Hmac.sha256(key.reveal(), (timestamp + ".").getBytes(UTF_8), body));
  }

  /**
   * Judges a request. The signature is compared in constant time, and before the time is looked at.
   *
   * @param timestamp header {@link #TIMESTAMP}; null if there is none
   * @param signature header {@link #SIGNATURE}; null if there is none
   * @param body raw bytes, before any decoding
   * @param now the receiver's clock
   */
  public Verdict verify(String timestamp, String signature, byte[] body, Instant now) {
    if (timestamp == null || signature == null || !timestamp.matches("\\d{1,12}")) {
      return Verdict.MALFORMED;
    }
    long seconds = Long.parseLong(timestamp);
    byte[] expected = sign(seconds, body).getBytes(UTF_8);
    if (!timestamp.equals(Long.toString(seconds))
        || !MessageDigest.isEqual(expected, signature.getBytes(UTF_8))) {
      return Verdict.WRONG;
    }
    Duration age = Duration.between(Instant.ofEpochSecond(seconds), now);
    if (age.compareTo(TOLERANCE) > 0) {
      return Verdict.TOO_OLD;
    }
    return age.negated().compareTo(TOLERANCE) > 0 ? Verdict.FROM_THE_FUTURE : Verdict.VALID;
  }
}
