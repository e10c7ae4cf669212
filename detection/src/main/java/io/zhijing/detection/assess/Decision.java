package io.zhijing.detection.assess;

import io.zhijing.detection.model.Coded;
import io.zhijing.detection.model.Signal;
import io.zhijing.detection.model.Stratum;
import java.util.Optional;

/**
 * What became of one signal on one day, and why.
 *
 * @param signal the signal
 * @param reason why it leads, or why it does not
 * @param by the stratum that explains it or that it belongs to; empty if none
 */
public record Decision(Signal signal, Reason reason, Optional<Stratum> by) {

  /** The closed list of reasons. The code is stored. */
  public enum Reason implements Coded {
    /** The most specific stratum that explains a rise: it leads a warning of its own. */
    LEADS("leads"),
    /** Evidence for a warning that is open over the same reports. */
    SUPPORTS("supports"),
    /** A narrower stratum explains the whole rise. */
    EXPLAINED_BY_CHILD("explained_by_child"),
    /** Only a small part of a wider rise. */
    PART_OF_WIDER_RISE("part_of_wider_rise"),
    /** What both have in common is explained by another stratum. */
    EXPLAINED_ELSEWHERE("explained_elsewhere"),
    /**
     * Its stratum as a whole, a cluster in it, or several streams stand out more and speak for all.
     */
    WEAKER_OF_TWO("weaker_of_two"),
    /** The same rise by place of finding or of production, of which the other speaks. */
    SAME_PLACE("same_place"),
    /** Unexplained, but below the lowest level. */
    BELOW_LOWEST_LEVEL("below_lowest_level");

    private final String code;

    Reason(String code) {
      this.code = code;
    }

    @Override
    public String code() {
      return code;
    }
  }
}
