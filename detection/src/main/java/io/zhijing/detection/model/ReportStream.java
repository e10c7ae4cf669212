package io.zhijing.detection.model;

/**
 * What a stratum counts. Three kinds of report come in; notices without a denominator are counted
 * apart, since a rate must not be formed from them. The code is stored; it never changes.
 */
public enum ReportStream implements Coded {
  /** Supervision sampling and inspections, and notices of other authorities. */
  INSPECTION("inspection"),
  /** Consumer complaints and reports of the hotlines. */
  COMPLAINT("complaint"),
  /** Spot checks of goods sold online. */
  ECOMMERCE("ecommerce"),
  /**
   * Inspections and spot checks that list bad results only (境外通报, lists of failures): counts, no
   * rate. They arrive in the topic of their kind of report.
   */
  NOTIFICATION("notification");

  private final String code;

  ReportStream(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }

  /** Whether its reports state how much was tested. */
  public boolean hasTrials() {
    return this == INSPECTION || this == ECOMMERCE;
  }

  /**
   * The stream with the given stable code.
   *
   * @throws IllegalArgumentException if no stream has it
   */
  public static ReportStream ofCode(String code) {
    for (ReportStream stream : values()) {
      if (stream.code.equals(code)) {
        return stream;
      }
    }
    throw new IllegalArgumentException("no stream has the code '" + code + "'");
  }
}
