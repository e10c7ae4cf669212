package io.zhijing.dashboards.console.api;

import java.util.List;
import java.util.Optional;

/**
 * A problem document (RFC 9457). Never holds what was sent.
 *
 * @param type urn with the kind's code
 * @param title what is wrong, in the language asked for
 * @param status HTTP status
 * @param reason code of a closed list, where there is one
 * @param detail the reason in words
 * @param faults everything wrong with what was sent
 */
public record Problem(
    String type,
    String title,
    int status,
    Optional<String> reason,
    Optional<String> detail,
    List<FaultEntry> faults) {
  static final String TYPE = "urn:zhijing:problem:";
  static final String MEDIA_TYPE = "application/problem+json";

  /**
   * One thing wrong with what was sent.
   *
   * @param field name of the parameter or field; empty for the whole
   * @param reason code, or a sentence
   */
  public record FaultEntry(String field, String reason) {}
}
