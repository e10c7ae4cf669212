package io.zhijing.connectors.wire.sealed;

import java.io.Serializable;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * The public key that payloads are sealed with. What it seals it cannot open.
 *
 * @param encoded the key as X.509 encodes it; empty for none, and then nothing is kept
 */
public record SealingKey(byte[] encoded) implements Serializable {
  private static final long serialVersionUID = 1;

  /** Shorter keys are not taken. */
  public static final int LEAST_BITS = 3072;

  private static final String BEGIN = "-----BEGIN PUBLIC KEY-----";
  private static final String END = "-----END PUBLIC KEY-----";
  private static final int ID_BYTES = 8;

  /** Copies the bytes. */
  public SealingKey {
    encoded = encoded.clone();
  }

  /** No key. */
  public static SealingKey none() {
    return new SealingKey(new byte[0]);
  }

  /**
   * The key in a PEM text.
   *
   * @throws IllegalArgumentException if it holds none, or one that is too short
   */
  public static SealingKey ofPem(String text) {
    int begin = text.indexOf(BEGIN);
    int end = text.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IllegalArgumentException("holds no public key in PEM form");
    }
    try {
      byte[] encoded = Base64.getMimeDecoder().decode(text.substring(begin + BEGIN.length(), end));
      RSAPublicKey key = (RSAPublicKey) decode(encoded);
      if (key.getModulus().bitLength() < LEAST_BITS) {
        throw new IllegalArgumentException("holds an RSA key of less than " + LEAST_BITS + " bits");
      }
      return new SealingKey(encoded);
    } catch (GeneralSecurityException | ClassCastException e) {
      throw new IllegalArgumentException("holds no RSA public key", e);
    }
  }

  /** The same as PEM. */
  public String pem() {
    return BEGIN
        + "\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded)
        + "\n"
        + END
        + "\n";
  }

  /** Whether there is one. */
  public boolean isPresent() {
    return encoded.length > 0;
  }

  /** Tells keys apart; says nothing of what they seal. */
  public String id() {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(encoded);
      return HexFormat.of().formatHex(digest, 0, ID_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  PublicKey key() {
    try {
      return decode(encoded);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the key was good when it was read", e);
    }
  }

  private static PublicKey decode(byte[] encoded) throws GeneralSecurityException {
    return KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(encoded));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SealingKey that && Arrays.equals(encoded, that.encoded);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(encoded);
  }

  @Override
  public String toString() {
    return isPresent() ? "SealingKey[" + id() + "]" : "SealingKey[none]";
  }
}
