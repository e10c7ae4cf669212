package io.zhijing.jobs.state;

/**
 * What became of a signal, for its document.
 *
 * @param evaluation the signal, or what cleared it
 * @param tick last millisecond of the tick at which it was decided, or by new rules the time that
 *     had passed by the reports' clock; never less than that of an earlier decision
 * @param decision code of the decision; {@code cleared} if it is no signal any more
 * @param explainedBy key of the stratum that explains it; may be empty
 */
public record DecidedSignal(Evaluation evaluation, long tick, String decision, String explainedBy) {

  /** The same as of another time. */
  public DecidedSignal asOf(long time) {
    return new DecidedSignal(evaluation, time, decision, explainedBy);
  }
}
