package io.zhijing.detection.rehearsal;

import io.zhijing.detection.model.CountSeries;
import io.zhijing.detection.model.Stratum;

/**
 * Everything watched, day after day. Whoever plays it sets what happens; strata keep their number.
 */
public interface Portfolio {
  /** How many strata there are. */
  int size();

  /** The stratum with the number. */
  Stratum stratum(int number);

  /** The number of the stratum that lends strength to this one; its own if none does. */
  int lender(int number);

  /** The counts up to the day played last. */
  CountSeries series(int number);

  /** Plays the next day: adds its counts to the series. */
  void play(int day);

  /** Forgets counts before the day. */
  void forgetBefore(int day);
}
