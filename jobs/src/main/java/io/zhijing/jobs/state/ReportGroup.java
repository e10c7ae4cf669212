package io.zhijing.jobs.state;

import io.zhijing.detection.baseline.MixCell;
import io.zhijing.detection.model.ReportStream;

/**
 * What reports have in common that are counted alike, and of which the same is expected.
 *
 * @param source code of the stream that the topic is for
 * @param nodes where they are counted
 * @param cell who inspected and what was sampled; without parts where there are no trials
 * @param day epoch day that they count for
 * @param tick last millisecond of the tick at which they became known
 * @param trials tests of each; 0 if none are stated
 */
public record ReportGroup(
    String source, ReportNodes nodes, MixCell cell, int day, long tick, int trials) {

  /** Whether they say how much was tested. */
  public boolean hasTrials() {
    return trials > 0 && ReportStream.ofCode(nodes.stream()).hasTrials();
  }

  /** By hand, since records spend as much on hashing as all the rest where this is a key. */
  @Override
  public boolean equals(Object other) {
    return other instanceof ReportGroup that
        && day == that.day
        && tick == that.tick
        && trials == that.trials
        && source.equals(that.source)
        && nodes.equals(that.nodes)
        && cell.samplingKind().equals(that.cell.samplingKind())
        && cell.body().equals(that.cell.body())
        && cell.product().equals(that.cell.product());
  }

  @Override
  public int hashCode() {
    int ofCell =
        31 * (31 * cell.samplingKind().hashCode() + cell.body().hashCode())
            + cell.product().hashCode();
    int ofTime = 31 * (31 * day + Long.hashCode(tick)) + trials;
    return 31 * (31 * (31 * source.hashCode() + nodes.hashCode()) + ofCell) + ofTime;
  }
}
