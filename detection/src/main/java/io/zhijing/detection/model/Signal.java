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
 * @param around what the evidence is drawn from besides the stratum as a whole
 */
public record Signal(Stratum stratum, int day, Kind kind, Finding finding, Around around) {

  /** A signal of a whole stratum. */
  public Signal(Stratum stratum, int day, Kind kind, Finding finding) {
    this(stratum, day, kind, finding, Around.NOTHING);
  }

  /**
   * What evidence is drawn from, where that is not one stratum as a whole.
   *
   * @param places of a cluster its regions, ascending, and the numbers are of these alone; else
   *     empty
   * @param streams of evidence over several streams these, the stratum's own first, and the numbers
   *     are of that one, the p-value of all; else empty
   */
  public record Around(List<String> places, List<ReportStream> streams) {
    /** One stratum as a whole. */
    public static final Around NOTHING = new Around(List.of(), List.of());

    /** Copies the lists. */
    public Around {
      places = List.copyOf(places);
      streams = List.copyOf(streams);
    }

    /** The regions of a cluster. */
    public static Around places(List<String> places) {
      return new Around(places, List.of());
    }

    /** Several streams. */
    public static Around streams(List<ReportStream> streams) {
      return new Around(List.of(), streams);
    }

    /**
     * What tells signals of one stratum and day apart in keys: of the whole, of a cluster in it, of
     * several streams. It is stored.
     */
    public String mark() {
      return places.isEmpty() ? streams.isEmpty() ? "" : "#streams" : "#cluster";
    }
  }

  /** The regions of a cluster; else empty. */
  public List<String> places() {
    return around.places();
  }

  /** The streams, where there are several; else empty. */
  public List<ReportStream> streams() {
    return around.streams();
  }

  /** The strata that the numbers are of: one for each place of a cluster, else the signal's own. */
  public List<Stratum> parts() {
    return places().isEmpty()
        ? List.of(stratum)
        : places().stream().map(place -> stratum.with(Dimension.REGION, place)).toList();
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
    CLUSTER("cluster"),
    /** Streams that have each risen, and together stand out. */
    SEVERAL_STREAMS("several_streams");

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
