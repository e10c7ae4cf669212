package io.zhijing.jobs.together;

import io.zhijing.detection.model.Signal;
import io.zhijing.jobs.settings.PipelineSettings.Watch;
import io.zhijing.jobs.state.Evaluation;
import java.io.Serializable;
import java.util.Collection;
import java.util.List;

/**
 * In which way strata that have risen are looked at together.
 *
 * @param <R> what tells of a rise, and of its end
 */
public sealed interface Together<R> extends Serializable permits Neighbours, Streams {

  /**
   * A rise, in what all ways have in common.
   *
   * @param stratum key of the stratum
   * @param day epoch day judged
   * @param tick last millisecond of the tick at which it was judged
   * @param isHigh whether it stands, not that it has ended
   */
  record Rise(String stratum, int day, long tick, boolean isHigh) {}

  /** The type of what tells of a rise. */
  Class<R> type();

  /** Whether what stood out before matters; else it is not looked for. */
  boolean looksBack();

  /** Makes ready on a worker. */
  void open(Watch watch);

  /** The rise of a record. */
  Rise rise(R each);

  /**
   * The signals of a day, at most one on a stratum.
   *
   * @param key what the rises have in common
   * @param day the judged day
   * @param high the rises that stand, by stratum key
   * @param before what the latest earlier day with signals had, if that is not long ago
   */
  List<Signal> judge(String key, int day, Collection<R> high, List<Evaluation> before);
}
