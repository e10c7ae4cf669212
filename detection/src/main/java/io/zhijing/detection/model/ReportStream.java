package io.zhijing.detection.model;

/** The three kinds of report. The code is stored; it never changes. */
public enum ReportStream {
  /** Supervision sampling and inspections, and notices of other authorities. */
  INSPECTION("inspection"),
  /** Consumer complaints and reports of the hotlines. */
  COMPLAINT("complaint"),
  /** Spot checks of goods sold online. */
  ECOMMERCE("ecommerce");

  private final String code;

  ReportStream(String code) {
    this.code = code;
  }

  /** The stable code stored in documents and state. */
  public String code() {
    return code;
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
