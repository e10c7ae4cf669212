package io.zhijing.connectors.elasticsearch;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Ids of documents that more than their writer must know. */
public final class DocumentIds {
  private static final int MOST_BYTES = 480;
  private static final int KEPT_CHARACTERS = 100;

  private DocumentIds() {}

  /** Elasticsearch takes ids up to 512 bytes; what is longer keeps its start and a digest. */
  public static String shortened(String id) {
    byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
    if (bytes.length <= MOST_BYTES) {
      return id;
    }
    return id.substring(0, Math.min(id.length(), KEPT_CHARACTERS)) + "#" + sha256(bytes);
  }

  /** The id of the answer to a command that Kafka took at a time, epoch milliseconds. */
  public static String commandAnswer(String command, long at) {
    return shortened("command " + command + " " + at);
  }

  /**
   * The id of the answer to the rule set of a record that Kafka took at a time, epoch milliseconds:
   * a topic that was made anew counts from 0 again.
   */
  public static String rulesAnswer(long offset, long at) {
    return "rules " + at + " " + offset;
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
