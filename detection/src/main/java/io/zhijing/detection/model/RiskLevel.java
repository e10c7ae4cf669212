package io.zhijing.detection.model;

/**
 * The four colours of the Emergency Response Law (2007, art. 42), lowest first, and none. The law
 * fixes the colours, not the thresholds: those belong to the rule set.
 */
public enum RiskLevel implements Coded {
  /** Nothing to warn of. */
  NONE("none"),
  /** 蓝色, level 4. */
  BLUE("blue"),
  /** 黄色, level 3. */
  YELLOW("yellow"),
  /** 橙色, level 2. */
  ORANGE("orange"),
  /** 红色, level 1. */
  RED("red");

  private final String code;

  RiskLevel(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }

  /** How high it is: 0 for none, 1 for blue, 4 for red. It is stored. */
  public int rank() {
    return switch (this) {
      case NONE -> 0;
      case BLUE -> 1;
      case YELLOW -> 2;
      case ORANGE -> 3;
      case RED -> 4;
    };
  }

  /** Whether this level is above the other. */
  public boolean isAbove(RiskLevel other) {
    return compareTo(other) > 0;
  }

  /** The higher of the two. */
  public RiskLevel max(RiskLevel other) {
    return isAbove(other) ? this : other;
  }

  /**
   * The level with the given stable code.
   *
   * @throws IllegalArgumentException if no level has it
   */
  public static RiskLevel ofCode(String code) {
    for (RiskLevel level : values()) {
      if (level.code.equals(code)) {
        return level;
      }
    }
    throw new IllegalArgumentException("no level has the code '" + code + "'");
  }
}
