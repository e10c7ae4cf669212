package io.zhijing.connectors.wire.sealed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;

/**
 * A payload in its envelope: encrypted by AES-256-GCM with a key of its own, which is encrypted by
 * RSA-OAEP with SHA-256. It is bound to its place and cannot be passed off as that of another.
 *
 * @param keyId which public key sealed it
 * @param wrappedKey the payload's key, sealed
 * @param nonce used once with that key
 * @param ciphertext payload and tag
 */
record Sealed(String keyId, byte[] wrappedKey, byte[] nonce, byte[] ciphertext) {
  /** Version of the envelope. */
  static final int FORM = 1;

  static final String CIPHER = "AES/GCM/NoPadding";
  static final int TAG_BITS = 128;
  static final int NONCE_BYTES = 12;
  static final int KEY_BYTES = 32;

  private static final String WRAPPING = "RSA/ECB/OAEPPadding";
  private static final OAEPParameterSpec OAEP =
      new OAEPParameterSpec(
          "SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT);
  private static final ObjectMapper MAPPER = new ObjectMapper();

  static Cipher wrapping(PublicKey key, java.security.SecureRandom random)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(WRAPPING);
    cipher.init(Cipher.ENCRYPT_MODE, key, OAEP, random);
    return cipher;
  }

  static Cipher unwrapping(PrivateKey key) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(WRAPPING);
    cipher.init(Cipher.DECRYPT_MODE, key, OAEP);
    return cipher;
  }

  byte[] json() {
    ObjectNode node =
        MAPPER
            .createObjectNode()
            .put("form", FORM)
            .put("key_id", keyId)
            .put("key", wrappedKey)
            .put("nonce", nonce)
            .put("payload", ciphertext);
    try {
      return MAPPER.writeValueAsBytes(node);
    } catch (IOException e) {
      throw new IllegalStateException("a tree of plain values can be written", e);
    }
  }

  /** The envelope; empty if it is of a form that is not known here. */
  static Optional<Sealed> of(byte[] json) {
    try {
      JsonNode node = MAPPER.readTree(json);
      if (node == null || node.path("form").asInt() != FORM) {
        return Optional.empty();
      }
      return Optional.of(
          new Sealed(
              node.path("key_id").asText(),
              node.path("key").binaryValue(),
              node.path("nonce").binaryValue(),
              node.path("payload").binaryValue()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Whether all parts are there. */
  boolean isWhole() {
    return wrappedKey != null
        && nonce != null
        && nonce.length == NONCE_BYTES
        && ciphertext != null
        && ciphertext.length >= TAG_BITS / Byte.SIZE;
  }
}
