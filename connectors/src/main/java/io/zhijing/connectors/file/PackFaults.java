package io.zhijing.connectors.file;

import java.util.List;
import java.util.stream.Collectors;

/** A pack cannot be used; carries everything that is wrong with it, not only the first fault. */
public final class PackFaults extends Exception {

  /** What kind of fault. The code is stable. */
  public enum Kind {
    /** A file is named or needed but not there, or cannot be read. */
    MISSING_FILE,
    /** pack.yaml or a mapping lacks a setting, has an unknown one or one of the wrong kind. */
    BAD_SETTING,
    /** A file lacks a required column. */
    BAD_HEADER,
    /** A row has too few cells or a blank where a value is needed. */
    BAD_ROW,
    /** A node's parent does not exist. */
    UNKNOWN_PARENT,
    /** A code is given twice. */
    DUPLICATE_CODE,
    /** There is not exactly one root. */
    NOT_ONE_ROOT,
    /** A node is its own ancestor. */
    CYCLE,
    /** An alias stands for a code that does not exist. */
    ALIAS_WITHOUT_TARGET,
    /** An alias stands for two codes. */
    ALIAS_WITH_TWO_TARGETS,
    /** A spelling rule is no rule. */
    BAD_RULE,
    /** A neighbour is no region. */
    UNKNOWN_NEIGHBOUR,
    /** A region names a neighbour that does not name it. */
    ASYMMETRIC_NEIGHBOUR,
    /** A facet names a dimension that does not exist or that the pack has no taxonomy for. */
    UNKNOWN_DIMENSION,
    /** A product names a sector that does not exist. */
    UNKNOWN_SECTOR,
    /** A product names a department, or a department a hazard, that does not exist. */
    UNKNOWN_REFERENCE,
    /** The time zone does not exist. */
    BAD_ZONE
  }

  /**
   * One fault.
   *
   * @param file within the pack
   * @param line in the file, 0 when it is about the whole file
   * @param kind what kind
   * @param text the fault in words
   */
  public record Fault(String file, long line, Kind kind, String text) {
    @Override
    public String toString() {
      return file + (line > 0 ? ":" + line : "") + ": " + text;
    }
  }

  private static final long serialVersionUID = 1L;

  private final transient List<Fault> faults;

  PackFaults(String place, List<Fault> faults) {
    super(
        place
            + " has "
            + faults.size()
            + " fault(s):\n"
            + faults.stream().map(Fault::toString).collect(Collectors.joining("\n")));
    this.faults = List.copyOf(faults);
  }

  /** All faults, in the order of the files. */
  public List<Fault> faults() {
    return faults;
  }
}
