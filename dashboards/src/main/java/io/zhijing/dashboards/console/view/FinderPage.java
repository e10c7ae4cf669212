package io.zhijing.dashboards.console.view;

import io.zhijing.dashboards.console.query.Paging;
import io.zhijing.dashboards.console.query.Part;
import io.zhijing.dashboards.console.query.StrataQueries.StratumEntry;
import io.zhijing.dashboards.console.view.Choices.Choice;
import java.util.List;

/**
 * Strata that fit.
 *
 * @param found this part of them
 * @param paging which part
 * @param here the address, without the part
 * @param streams which reports
 * @param regions where
 * @param sectors what
 * @param hazards what is wrong
 * @param enterprise code of a firm
 * @param text part of a name
 */
public record FinderPage(
    Part<StratumEntry> found,
    Paging paging,
    Link here,
    List<Choice> streams,
    List<Choice> regions,
    List<Choice> sectors,
    List<Choice> hazards,
    String enterprise,
    String text) {

  /** How many parts there are. */
  public long parts() {
    return Pager.parts(found.total().value().orElse(0), paging);
  }

  /** The address of a part. */
  public String part(long number) {
    return here.with("page", number == 1 ? "" : String.valueOf(number)).toString();
  }
}
