package io.zhijing.dashboards.console.view;

import io.zhijing.dashboards.console.api.Problem.FaultEntry;
import io.zhijing.dashboards.console.api.ProblemException;
import io.zhijing.dashboards.console.api.Reply;
import io.zhijing.dashboards.console.api.Route;
import io.zhijing.dashboards.console.api.Texts;
import java.util.List;
import java.util.Optional;

/**
 * What went wrong, as people are told.
 *
 * @param status of HTTP
 * @param title what is wrong
 * @param detail why, where that is known
 * @param faults everything wrong with what was sent
 */
public record ProblemPage(
    int status, String title, Optional<String> detail, List<FaultEntry> faults) {

  /** Stands for the address, which may be none of the table's. */
  static final Route ROUTE =
      Route.get(
          "/problem",
          "",
          Route.Need.NOTHING,
          Route.Answer.media(Renderer.HTML),
          request -> Reply.nothing());

  static ProblemPage of(ProblemException problem, String language) {
    return new ProblemPage(
        problem.kind().status(),
        Texts.of(language, "problem." + problem.kind().code()),
        Optional.of(problem.reason())
            .filter(code -> !code.isEmpty())
            .map(code -> Texts.of(language, "reason." + code)),
        problem.faults());
  }
}
