package io.zhijing.detection.model;

import java.util.List;

/**
 * A statistical finding that stands out: one stratum, one day. Evidence for a warning, not a
 * warning.
 *
 * @param stratum where it stands out
 * @param day last day of the window, epoch day
 * @param kind how it stands out
 * @param finding the numbers
 * @param places of a cluster its regions, ascending, and the numbers are of these alone; else empty
 */
public record Signal(Stratum stratum, int day, Kind kind, Finding finding, List<String> places) {

  /** Copies the places. */
  public Signal {
    places = List.copyOf(places);
  }

  /** A signal of a whole stratum. */
  public Signal(Stratum stratum, int day, Kind kind, Finding finding) {
    this(stratum, day, kind, finding, List.of());
  }

  /** The strata that the numbers are of: one for each place of a cluster, else the signal's own. */
  public List<Stratum> parts() {
    return places.isEmpty()
        ? List.of(stratum)
        : places.stream().map(place -> stratum.with(Dimension.REGION, place)).toList();
  }

  /** How a signal stands out. The code is stored. */
  public enum Kind implements Coded {
    /** More failures of trials than expected. */
    RATE("rate"),
    /** More reports than expected, without a denominator. */
    COUNT("count"),
    /** A hazard that was never seen here while the stream was watched. */
    FIRST_EVER("first_ever"),
    /** Regions side by side that have each risen, and together stand out. */
    CLUSTER("cluster");

    private final String code;

    Kind(String code) {
      this.code = code;
    }

    @Override
    public String code() {
      return code;
    }

    /**
     * The kind with the given stable code.
     *
     * @throws IllegalArgumentException if no kind has it
     */
    public static Kind ofCode(String code) {
      for (Kind kind : values()) {
        if (kind.code.equals(code)) {
          return kind;
        }
      }
      throw new IllegalArgumentException("no kind of signal has the code '" + code + "'");
    }
  }
}
