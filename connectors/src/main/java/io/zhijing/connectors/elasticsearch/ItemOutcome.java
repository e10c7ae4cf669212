package io.zhijing.connectors.elasticsearch;

import java.util.Set;

/**
 * What became of one document of a bulk request. The question that separates the last two is
 * whether the document itself can be the cause: if it cannot, giving it up would lose it for
 * somebody else's fault.
 */
public enum ItemOutcome {
  /** Written. */
  DONE("done"),
  /** The index holds a newer version; nothing to do. */
  ALREADY_NEWER("already_newer"),
  /** The server cannot take it now: busy, away, blocked, closed to us, or not set up. */
  RETRY("retry"),
  /** The server will never take it as it is. */
  DEAD_LETTER("dead_letter");

  /** Types answered with a 4xx although the state of the server, not the document, is at fault. */
  private static final Set<String> SERVERS_OWN_FAULT =
      Set.of(
          "cluster_block_exception",
          "index_closed_exception",
          "index_not_found_exception",
          "security_exception",
          "validation_exception");

  private static final int CONFLICT = 409;

  private final String code;

  ItemOutcome(String code) {
    this.code = code;
  }

  /** Stable code: metric name and document field. */
  public String code() {
    return code;
  }

  /**
   * Judges one item.
   *
   * @param status its HTTP status
   * @param errorType Elasticsearch's error type, empty if none
   */
  public static ItemOutcome classify(int status, String errorType) {
    if (status >= 200 && status < 300) {
      return DONE;
    }
    if (status == CONFLICT) {
      boolean newer = errorType.isEmpty() || errorType.equals("version_conflict_engine_exception");
      return newer ? ALREADY_NEWER : RETRY;
    }
    if (status < 400 || status >= 500 || SERVERS_OWN_FAULT.contains(errorType)) {
      return RETRY;
    }
    return switch (status) {
      case 401, 403, 408, 429 -> RETRY;
      default -> DEAD_LETTER;
    };
  }
}
