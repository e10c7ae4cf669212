package io.zhijing.jobs.mix;

import io.zhijing.detection.baseline.MixCell;

/**
 * A change of the counts of one adjustment cell and week, known before one week. Kept state and
 * stream element.
 *
 * @param stream code of the stream
 * @param week week of the event days, counted from epoch
 * @param known last tick before the first week whose rates it may enter, epoch milliseconds
 * @param samplingKind of the cell; may be empty
 * @param body of the cell; may be empty
 * @param product of the cell; may be empty
 * @param trials change of the trials
 * @param failures change of the failures
 */
public record MixCount(
    String stream,
    int week,
    long known,
    String samplingKind,
    String body,
    String product,
    long trials,
    long failures) {

  /** The cell. */
  MixCell cell() {
    return new MixCell(samplingKind, body, product);
  }

  /** The same counts, known later. */
  MixCount knownAt(long later) {
    return new MixCount(stream, week, later, samplingKind, body, product, trials, failures);
  }

  /** The same cell, week and time with more counts. */
  MixCount plus(long moreTrials, long moreFailures) {
    return new MixCount(
        stream,
        week,
        known,
        samplingKind,
        body,
        product,
        trials + moreTrials,
        failures + moreFailures);
  }
}
