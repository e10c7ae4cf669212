package io.zhijing.detection.model;

/**
 * An axis along which reports are counted. Each axis has its own {@link Tree}; a stratum fixes a
 * node on some axes and leaves the others open. The code is what documents and state store, so it
 * never changes.
 */
public enum Dimension implements Coded {
  /** Where the product, work or service was found: the region of the authority. */
  REGION("region"),
  /** Where the goods come from: the producer's region, 源头. */
  PRODUCER("producer"),
  /** The economic sector or product category. */
  SECTOR("sector"),
  /** What is wrong: the failed item, substance or kind of complaint. */
  HAZARD("hazard"),
  /** Who: the firm, by credit code or by the key that de-identification left of it. */
  ENTERPRISE("enterprise");

  private final String code;

  Dimension(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }

  /**
   * The dimension with the given stable code.
   *
   * @throws IllegalArgumentException if no dimension has it
   */
  public static Dimension ofCode(String code) {
    for (Dimension dimension : values()) {
      if (dimension.code.equals(code)) {
        return dimension;
      }
    }
    throw new IllegalArgumentException("no dimension has the code '" + code + "'");
  }
}
