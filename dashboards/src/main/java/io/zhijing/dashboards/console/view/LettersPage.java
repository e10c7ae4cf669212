package io.zhijing.dashboards.console.view;

import io.zhijing.dashboards.console.query.Paging;
import io.zhijing.dashboards.console.query.Part;
import io.zhijing.dashboards.console.query.QualityQueries.DeadLetter;

/**
 * Records that could not be used.
 *
 * @param letters this part of them
 * @param reason code of the reason asked for; empty for all
 * @param paging which part
 * @param here the address, without the part
 */
public record LettersPage(Part<DeadLetter> letters, String reason, Paging paging, Link here) {

  /** How many parts there are. */
  public long parts() {
    return Pager.parts(letters.total().value().orElse(0), paging);
  }

  /** The address of a part. */
  public String part(long number) {
    return here.with("page", number == 1 ? "" : String.valueOf(number)).toString();
  }
}
