package io.zhijing.connectors.notify.exchange;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;

/** What a peer said, made fit for a log and for the audit index. */
public final class Detail {

  private static final int MAX_CODE_POINTS = 200;

  private Detail() {}

  /**
   * One line, at most 200 characters, in which secrets and addresses are masked: peers like to
   * repeat what they were sent.
   *
   * @param text what the peer said
   * @param hidden what must not appear, as it is or URL-encoded
   */
  public static String of(String text, Collection<String> hidden) {
    String line = text;
    for (String each : hidden) {
      if (!each.isBlank()) {
        line = line.replace(each, "***");
        line = line.replace(URLEncoder.encode(each, StandardCharsets.UTF_8), "***");
      }
    }
    line = line.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    return line.codePointCount(0, line.length()) <= MAX_CODE_POINTS
        ? line
        : line.substring(0, line.offsetByCodePoints(0, MAX_CODE_POINTS)) + "…";
  }
}
