package io.zhijing.dashboards.kibana.generate;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * Ids of rules and connectors. Kibana takes nothing but a UUID that looks drawn by chance, for
 * their secrets are encrypted with it; this one comes from a name, so that it is the same every
 * time.
 */
final class FixedId {
  private static final long VERSION_BITS = 0xf000L;
  private static final long DRAWN = 0x4000L;
  private static final long VARIANT_BITS = 0xc000000000000000L;
  private static final long VARIANT = 0x8000000000000000L;

  private FixedId() {}

  static String of(String name) {
    try {
      ByteBuffer digest =
          ByteBuffer.wrap(
              MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8)));
      long high = (digest.getLong() & ~VERSION_BITS) | DRAWN;
      long low = (digest.getLong() & ~VARIANT_BITS) | VARIANT;
      return new UUID(high, low).toString();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
