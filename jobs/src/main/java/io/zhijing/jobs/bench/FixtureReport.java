package io.zhijing.jobs.bench;

import java.util.Optional;

/**
 * What came of one reference file.
 *
 * @param file its name
 * @param verdict whether we agree with it
 */
public record FixtureReport(String file, Verdict verdict) {

  /** Whether we agree with a reference. */
  public sealed interface Verdict {
    /** Whether the bench has failed because of it. */
    boolean fails();
  }

  /**
   * Every value lies within its tolerance.
   *
   * @param values values compared
   * @param skipped values left out since the reference sits on a step
   * @param largest the farthest value
   */
  public record Agrees(int values, int skipped, Optional<Deviation> largest) implements Verdict {
    @Override
    public boolean fails() {
      return false;
    }
  }

  /**
   * Some value does not.
   *
   * @param values values compared
   * @param disagreeing values too far off
   * @param largest the farthest value
   */
  public record Disagrees(int values, int disagreeing, Deviation largest) implements Verdict {
    @Override
    public boolean fails() {
      return true;
    }
  }

  /**
   * Agreement is not asked for, or cannot be.
   *
   * @param cause why
   * @param detail what more there is to say
   */
  public record NotCompared(Cause cause, String detail) implements Verdict {
    @Override
    public boolean fails() {
      return cause.fails;
    }
  }

  /** Why agreement is not asked for, or cannot be. */
  public enum Cause {
    /** The reference stopped with an error, and we gave a named reason. */
    REFERENCE_STOPPED("reference-stopped", false),
    /** The reference warned, of fits that did not settle for one; our values are told. */
    REFERENCE_WARNED("reference-warned", false),
    /** The reference stopped with an error, and we saw nothing amiss. */
    NOT_REFUSED("not-refused", true),
    /** The file holds a result that is not looked at. */
    FIELD_NOT_COMPARED("field-not-compared", true),
    /** There is no comparison for the algorithm. */
    UNKNOWN_ALGORITHM("unknown-algorithm", true),
    /** The file is no usable reference. */
    UNUSABLE("unusable", true);

    private final String code;
    private final boolean fails;

    Cause(String code, boolean fails) {
      this.code = code;
      this.fails = fails;
    }

    /** The key of its text. */
    public String code() {
      return code;
    }
  }
}
