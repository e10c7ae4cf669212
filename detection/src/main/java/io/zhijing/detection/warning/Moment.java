package io.zhijing.detection.warning;

/**
 * When a step is taken. Days of reports are judged with hindsight, so what they say is known later
 * than the moment that it is said of; whoever is to act on it has no more time for that.
 *
 * @param at milliseconds since the epoch
 * @param day the authority's local day of that instant, epoch day
 * @param knownAt the earliest instant at which anybody can know of it, milliseconds since the epoch
 */
public record Moment(long at, int day, long knownAt) {

  /** A moment that is known at once. */
  public Moment(long at, int day) {
    this(at, day, at);
  }
}
