package io.zhijing.dashboards.console.view;

import io.zhijing.dashboards.console.query.Part;
import io.zhijing.dashboards.console.query.Series;
import io.zhijing.dashboards.console.query.StrataQueries.SignalEntry;
import io.zhijing.dashboards.console.query.StrataQueries.StratumEntry;
import java.util.List;

/**
 * A stratum day by day.
 *
 * @param series its days
 * @param plot the same as a chart
 * @param near strata beside it
 * @param signals what stood out in it
 * @param states how many days are of each state
 */
public record StratumPage(
    Series series, Plot plot, Near near, Part<SignalEntry> signals, List<Days> states) {

  /**
   * Strata beside it, as they stand on their last day.
   *
   * @param wider those that contain it
   * @param narrower parts of it
   * @param siblings other parts of what it is a part of
   */
  public record Near(
      List<StratumEntry> wider, List<StratumEntry> narrower, List<StratumEntry> siblings) {}

  /**
   * Days of a state.
   *
   * @param state its code
   * @param why code of the reason; empty where none is needed
   * @param days how many
   */
  public record Days(String state, String why, long days) {}
}
