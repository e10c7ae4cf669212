package io.zhijing.connectors.wire.sealed;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Opens what was sealed with the public key that belongs to its private one. */
public final class Opener {
  static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
  static final String END = "-----END PRIVATE KEY-----";

  private final PrivateKey key;
  private final String keyId;

  private Opener(PrivateKey key, String keyId) {
    this.key = key;
    this.keyId = keyId;
  }

  /** What came of it. */
  public sealed interface Opened {}

  /**
   * It is open.
   *
   * @param bytes as they were sealed
   */
  public record Payload(byte[] bytes) implements Opened {}

  /** It stays closed. */
  public record Closed(Why why) implements Opened {}

  /** Why it stays closed. */
  public enum Why {
    /** Its form is not known here. */
    UNKNOWN_FORM("unknown_form"),
    /** It was sealed for another key. */
    OTHER_KEY("other_key"),
    /** It was changed, or is of another place. */
    TAMPERED("tampered");

    private final String code;

    Why(String code) {
      this.code = code;
    }

    /** Stable code. */
    public String code() {
      return code;
    }
  }

  /**
   * An opener with the private key in a PEM text.
   *
   * @throws IllegalArgumentException if it holds none; the message holds nothing of the text
   */
  public static Opener ofPem(String text) {
    int begin = text.indexOf(BEGIN);
    int end = text.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IllegalArgumentException("holds no private key in PEM form (PKCS#8, no password)");
    }
    try {
      byte[] encoded = Base64.getMimeDecoder().decode(text.substring(begin + BEGIN.length(), end));
      KeyFactory keys = KeyFactory.getInstance("RSA");
      RSAPrivateCrtKey key =
          (RSAPrivateCrtKey) keys.generatePrivate(new PKCS8EncodedKeySpec(encoded));
      byte[] sealing =
          keys.generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()))
              .getEncoded();
      return new Opener(key, new SealingKey(sealing).id());
    } catch (GeneralSecurityException | IllegalArgumentException | ClassCastException e) {
      throw new IllegalArgumentException("holds no RSA private key");
    }
  }

  /** Which public key belongs to it. */
  public String keyId() {
    return keyId;
  }

  /**
   * Opens an envelope.
   *
   * @param envelope as it was made
   * @param place where the payload came from
   */
  public Opened open(byte[] envelope, String place) {
    return Sealed.of(envelope)
        .map(parts -> open(parts, place))
        .orElseGet(() -> new Closed(Why.UNKNOWN_FORM));
  }

  private Opened open(Sealed parts, String place) {
    if (!parts.keyId().equals(keyId)) {
      return new Closed(Why.OTHER_KEY);
    }
    if (!parts.isWhole()) {
      return new Closed(Why.TAMPERED);
    }
    try {
      byte[] once = Sealed.unwrapping(key).doFinal(parts.wrappedKey());
      Cipher cipher = Cipher.getInstance(Sealed.CIPHER);
      cipher.init(
          Cipher.DECRYPT_MODE,
          new SecretKeySpec(once, "AES"),
          new GCMParameterSpec(Sealed.TAG_BITS, parts.nonce()));
      cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
      return new Payload(cipher.doFinal(parts.ciphertext()));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return new Closed(Why.TAMPERED);
    }
  }
}
