package io.zhijing.connectors.wire.sealed;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Seals payloads. Not thread-safe. */
public final class Sealer {
  /** Longer ones are not kept: sealed, they would be larger than a topic takes. */
  public static final int LONGEST = 10 * 1024 * 1024;

  private final SealingKey key;
  private final SecureRandom random;

  /**
   * A sealer.
   *
   * @param key seals; if there is none, nothing is kept
   * @param random makes the key of each payload: what is sealed twice is sealed differently
   */
  public Sealer(SealingKey key, SecureRandom random) {
    this.key = key;
    this.random = random;
  }

  /**
   * The payload in its envelope, as JSON; empty if it is not kept.
   *
   * @param place where it came from; it opens for that place only
   */
  public byte[] seal(byte[] payload, String place) {
    if (!key.isPresent() || payload.length > LONGEST) {
      return new byte[0];
    }
    byte[] once = new byte[Sealed.KEY_BYTES];
    byte[] nonce = new byte[Sealed.NONCE_BYTES];
    random.nextBytes(once);
    random.nextBytes(nonce);
    try {
      Cipher cipher = Cipher.getInstance(Sealed.CIPHER);
      cipher.init(
          Cipher.ENCRYPT_MODE,
          new SecretKeySpec(once, "AES"),
          new GCMParameterSpec(Sealed.TAG_BITS, nonce));
      cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
      return new Sealed(
              key.id(),
              Sealed.wrapping(key.key(), random).doFinal(once),
              nonce,
              cipher.doFinal(payload))
          .json();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM cannot seal", e);
    }
  }
}
