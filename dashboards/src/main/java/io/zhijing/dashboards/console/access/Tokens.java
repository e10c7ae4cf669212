package io.zhijing.dashboards.console.access;

import io.zhijing.dashboards.console.access.User.Token;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/** Random keys and their hashes. */
public final class Tokens {
  private static final int BYTES = 32;
  private static final String BEGIN = "zj_";

  private Tokens() {}

  /**
   * A new key.
   *
   * @param key shown once and kept nowhere
   * @param token what is kept
   */
  public record Issued(String key, Token token) {}

  /** A new key for a program. */
  public static Issued issue(
      String id, Set<Role> roles, Optional<Instant> expires, SecureRandom random) {
    String key = BEGIN + random(random);
    return new Issued(key, new Token(id, hash(key), roles, expires));
  }

  /** 256 random bits as text. */
  public static String random(SecureRandom random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** SHA-256 in hexadecimal digits. */
  public static String hash(String key) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Whether two texts are equal, in a time that does not tell where they differ. */
  public static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }
}
