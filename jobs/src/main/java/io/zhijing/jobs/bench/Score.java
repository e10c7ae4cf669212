package io.zhijing.jobs.bench;

/**
 * What a detector reached on a bench. A number that was not measured is NaN.
 *
 * @param detector its name
 * @param falseAlarmRate alarms to judged weeks of series in which nothing rises
 * @param detected share of rises with an alarm while they last
 * @param meanDelay weeks from a rise's first week to its first alarm, among the detected
 * @param unjudged share of weeks that should have been judged and were not
 */
public record Score(
    String detector, double falseAlarmRate, double detected, double meanDelay, double unjudged) {

  /** Adds up alarms of series and rises; mutable, owned by one caller. */
  static final class Tally {
    private long weeks;
    private long alarms;
    private long missing;
    private long rises;
    private long hits;
    private long delay;

    /** A week of a series without rise. */
    void week(boolean isJudged, boolean isAlarm) {
      weeks++;
      alarms += isAlarm ? 1 : 0;
      missing += isJudged ? 0 : 1;
    }

    /** A rise; {@code firstAlarm} counts weeks from its first, negative if there was none. */
    void rise(int firstAlarm) {
      rises++;
      if (firstAlarm >= 0) {
        hits++;
        delay += firstAlarm;
      }
    }

    synchronized void add(Tally other) {
      weeks += other.weeks;
      alarms += other.alarms;
      missing += other.missing;
      rises += other.rises;
      hits += other.hits;
      delay += other.delay;
    }

    double falseAlarmRate() {
      return ratio(alarms, weeks);
    }

    Score score(String detector) {
      return new Score(
          detector,
          falseAlarmRate(),
          ratio(hits, rises),
          ratio(delay, hits),
          ratio(missing, weeks));
    }

    private static double ratio(long part, long whole) {
      return whole == 0 ? Double.NaN : (double) part / whole;
    }
  }
}
