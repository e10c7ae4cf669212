package io.zhijing.jobs.state;

/**
 * What a change of one report adds to the cell of reports that have everything in common with it.
 *
 * @param stream code of the stream it is counted in
 * @param day epoch day that it counts for
 * @param tick last millisecond of the tick at which it became known
 * @param region node code
 * @param producers node codes
 * @param sector node code
 * @param hazards node codes
 * @param enterprise firm's code; empty if not stated
 * @param reports reports added, negative if taken back
 * @param failures failures added
 */
public record FailureDelta(
    String stream,
    int day,
    long tick,
    String region,
    String[] producers,
    String sector,
    String[] hazards,
    String enterprise,
    long reports,
    long failures) {

  /** What tells cells of one day apart. */
  public String cell() {
    return String.join(
        "\u001f",
        region,
        String.join("\u001e", producers),
        sector,
        String.join("\u001e", hazards),
        enterprise);
  }

  /** This and another one of the same cell, day and tick. */
  public FailureDelta plus(FailureDelta other) {
    return new FailureDelta(
        stream,
        day,
        tick,
        region,
        producers,
        sector,
        hazards,
        enterprise,
        reports + other.reports,
        failures + other.failures);
  }

  /** Whether anything is left of it. */
  public boolean isEmpty() {
    return reports == 0 && failures == 0;
  }
}
