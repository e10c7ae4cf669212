package io.zhijing.connectors.notify;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Names one delivery: one notification to one recipient over one channel. All attempts share it, so
 * that a repeat can be recognised. Letters, digits, dot, dash and underscore alone, for it stands
 * in headers, addresses and file names.
 *
 * @param text 1 to 100 characters
 */
public record DeliveryId(String text) implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final int DIGEST_BYTES = 16;

  /** Refuses other characters. */
  public DeliveryId {
    if (!text.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}")) {
      throw new IllegalArgumentException("not a delivery id: '" + text + "'");
    }
  }

  /**
   * The id of what identifies a delivery, as warning, revision, subscription and address: the same
   * parts give the same id in every replay, and tell nothing of them.
   */
  public static DeliveryId of(String... parts) {
    MessageDigest digest = sha256();
    for (String part : parts) {
      byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
      digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
      digest.update(bytes);
    }
    return new DeliveryId(HexFormat.of().formatHex(digest.digest(), 0, DIGEST_BYTES));
  }

  /**
   * A number from 0 (inclusive) to 1 (exclusive) that looks like chance and is the same in every
   * replay.
   *
   * @param salt which of the numbers
   */
  double fraction(int salt) {
    MessageDigest digest = sha256();
    byte[] bytes = digest.digest((text + "#" + salt).getBytes(StandardCharsets.UTF_8));
    long bits = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      bits = (bits << Byte.SIZE) | Byte.toUnsignedLong(bytes[i]);
    }
    return (bits >>> 11) * 0x1.0p-53;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
