package io.zhijing.jobs.bench;

import io.zhijing.detection.sequential.EvidenceChain;
import io.zhijing.jobs.bench.Score.Tally;

/**
 * The limit of what can be detected: a detector that knows the true parameters, its threshold set
 * on the very series that it is scored on.
 *
 * @param clean log likelihood ratios by series, week and alternative; null where a week says
 *     nothing
 * @param raised the same with a rise in each series
 * @param rises by series the first and last judged week of the rise; null for none
 * @param judged index of the first week that counts; earlier ones only warm up
 */
record KnownParameters(double[][][] clean, double[][][] raised, int[][] rises, int judged) {
  private static final int HALVINGS = 50;

  /** How evidence is gathered. */
  enum Rule {
    /** Mean of leaky Shiryaev-Roberts statistics. */
    EVIDENCE,
    /** Page's cumulative sum of the first alternative. */
    CUSUM
  }

  /** The score at the smallest threshold that keeps the false alarm rate. */
  Score atRate(String detector, Rule rule, double leak, double rate) {
    double low = -10;
    double high = 60;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = 0.5 * (low + high);
      if (tally(rule, leak, middle).falseAlarmRate() > rate) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return tally(rule, leak, high).score(detector);
  }

  private Tally tally(Rule rule, double leak, double logThreshold) {
    Tally tally = new Tally();
    for (int i = 0; i < clean.length; i++) {
      boolean[] alarms = alarms(clean[i], rule, leak, logThreshold);
      for (int week = judged; week < alarms.length; week++) {
        if (clean[i][week] != null) {
          tally.week(true, alarms[week]);
        }
      }
      if (rises[i] != null) {
        tally.rise(firstAlarm(alarms(raised[i], rule, leak, logThreshold), rises[i]));
      }
    }
    return tally;
  }

  static int firstAlarm(boolean[] alarms, int[] rise) {
    for (int week = rise[0]; week <= rise[1]; week++) {
      if (alarms[week]) {
        return week - rise[0];
      }
    }
    return -1;
  }

  private static boolean[] alarms(double[][] path, Rule rule, double leak, double logThreshold) {
    boolean[] alarms = new boolean[path.length];
    EvidenceChain chain = null;
    double sum = 0;
    for (int week = 0; week < path.length; week++) {
      double[] ratios = path[week];
      if (ratios == null) {
        continue;
      }
      chain = chain == null ? new EvidenceChain(ratios.length, leak) : chain;
      double log = Math.log(chain.add(ratios));
      sum = Math.max(0, sum + ratios[0]);
      alarms[week] = (rule == Rule.CUSUM ? sum : log) > logThreshold;
      if (alarms[week]) {
        chain.reset();
        sum = 0;
      }
    }
    return alarms;
  }
}
