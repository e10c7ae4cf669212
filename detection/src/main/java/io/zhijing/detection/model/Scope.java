package io.zhijing.detection.model;

/** How far a risk reaches, in the plan's three words (四（六）2). */
public enum Scope {
  /** 区域性: bound to a place, of the finding or of the producer. */
  REGIONAL("regional"),
  /** 行业性: one sector, over many places. */
  SECTORAL("sectoral"),
  /** 系统性: over many sectors or places at once. */
  SYSTEMIC("systemic");

  private final String code;

  Scope(String code) {
    this.code = code;
  }

  /** The stable code stored in documents and state. */
  public String code() {
    return code;
  }
}
