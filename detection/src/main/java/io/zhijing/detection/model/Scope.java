package io.zhijing.detection.model;

/**
 * How far a risk reaches, in the plan's three words (四（六）2); a single firm's fault is none of the
 * three.
 */
public enum Scope implements Coded {
  /** 区域性: bound to a place, of the finding or of the producer. */
  REGIONAL("regional"),
  /** 行业性: one sector, over many places. */
  SECTORAL("sectoral"),
  /** 系统性: over many sectors or places at once. */
  SYSTEMIC("systemic"),
  /** 企业: one firm's fault. */
  ENTERPRISE("enterprise");

  private final String code;

  Scope(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }

  /**
   * The scope with the given stable code.
   *
   * @throws IllegalArgumentException if no scope has it
   */
  public static Scope ofCode(String code) {
    for (Scope scope : values()) {
      if (scope.code.equals(code)) {
        return scope;
      }
    }
    throw new IllegalArgumentException("no scope has the code '" + code + "'");
  }
}
