package io.zhijing.jobs.state;

import io.zhijing.detection.model.Contribution;
import io.zhijing.detection.model.Dimension;

/**
 * A {@link Contribution}, flat.
 *
 * @param dimension code of the dimension
 * @param code node code; empty for all that are not named
 * @param count failures or reports
 */
public record Share(String dimension, String code, long count) {
  /** The flat form. */
  public static Share of(Contribution contribution) {
    return new Share(contribution.dimension().code(), contribution.code(), contribution.count());
  }

  /** What it stands for. */
  public Contribution contribution() {
    return new Contribution(Dimension.ofCode(dimension), code, count);
  }
}
