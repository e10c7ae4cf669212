package io.zhijing.jobs.bench;

/**
 * What a detector reached on series with flagged outbreaks. An episode is a run of flagged weeks;
 * it is found if there is an alarm while it lasts.
 *
 * @param dataSet the data set; empty for all together
 * @param detector its name
 * @param years fewest and most years of reference that fitted the judged weeks; empty where a
 *     detector has no such setting
 * @param episodes episodes in the judged weeks
 * @param found those found
 * @param flaggedWeeks flagged weeks judged
 * @param flaggedAlarms alarms in them
 * @param delaySum weeks from the first flagged to the first alarm, summed over found episodes
 * @param quietWeeks weeks without a flag
 * @param falseAlarms alarms in them
 * @param unjudged weeks of which the detector could say nothing; they count as quiet
 */
public record LabelledScore(
    String dataSet,
    String detector,
    String years,
    int episodes,
    int found,
    int flaggedWeeks,
    int flaggedAlarms,
    int delaySum,
    int quietWeeks,
    int falseAlarms,
    int unjudged) {

  /** Share of flagged weeks with an alarm; NaN if there is none. */
  public double weekSensitivity() {
    return (double) flaggedAlarms / flaggedWeeks;
  }

  /** Mean weeks from an episode's beginning to its first alarm; NaN if none was found. */
  public double meanDelay() {
    return (double) delaySum / found;
  }

  /** Alarms to weeks without a flag; NaN if there is none. */
  public double falseAlarmRate() {
    return (double) falseAlarms / quietWeeks;
  }

  /** Share of weeks of which nothing could be said. */
  public double unjudgedShare() {
    return (double) unjudged / (quietWeeks + flaggedWeeks);
  }

  /** The sum with another score of the same detector. */
  LabelledScore plus(LabelledScore other, String name) {
    return new LabelledScore(
        name,
        detector,
        // "2-3" comes before "2-5": the longer reach of the two.
        years.compareTo(other.years) < 0 ? other.years : years,
        episodes + other.episodes,
        found + other.found,
        flaggedWeeks + other.flaggedWeeks,
        flaggedAlarms + other.flaggedAlarms,
        delaySum + other.delaySum,
        quietWeeks + other.quietWeeks,
        falseAlarms + other.falseAlarms,
        unjudged + other.unjudged);
  }
}
