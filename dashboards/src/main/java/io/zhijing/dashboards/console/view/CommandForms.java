package io.zhijing.dashboards.console.view;

import io.zhijing.dashboards.console.access.RefusedException;
import io.zhijing.dashboards.console.access.Viewer;
import io.zhijing.dashboards.console.api.Param;
import io.zhijing.dashboards.console.api.Param.Kind;
import io.zhijing.dashboards.console.api.Request;
import io.zhijing.dashboards.console.orders.CommandOrders.Wish;
import io.zhijing.dashboards.console.query.Queries;
import io.zhijing.dashboards.console.query.WarningSummary;
import io.zhijing.detection.warning.Warning.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Officers' commands as forms: which of them a warning's state allows, and what they bring. */
final class CommandForms {
  /** Fields of the forms; what each command needs is checked by who gives it to the job. */
  static final List<Param> FIELDS =
      List.of(
          Param.query("csrf", Kind.TEXT, "Token of the session."),
          Param.query("once", Kind.TEXT, "New on each page."),
          Param.query("act", Kind.TEXT, "What is wanted.").needed(),
          Param.query("note", Kind.LINES, "Why."),
          Param.query("to", Kind.TEXT, "To whom."),
          Param.query("department", Kind.TEXT, "To which department."),
          Param.query("measure", Kind.TEXT, "What was done."),
          Param.query("batch", Kind.TEXT, "Which batch was recalled."),
          Param.query("amount", Kind.INTEGER, "How much there was."),
          Param.query("recovered", Kind.INTEGER, "How much came back."),
          Param.query("verdict", Kind.TEXT, "Whether it was true."),
          Param.query("until", Kind.TEXT, "End of the silence."));

  private CommandForms() {}

  /** What the state of a warning allows; the job decides in the end. */
  static List<String> acts(WarningSummary warning) {
    List<String> acts = new ArrayList<>();
    if (warning.status() == Status.OPEN) {
      if (warning.handling().acknowledgedBy().isEmpty()) {
        acts.add("acknowledge");
      }
      acts.add("dispose");
      acts.add("close");
      acts.add("assign");
      acts.add("refer");
      acts.add(warning.handling().silencedByOfficer() ? "unsilence" : "silence");
    } else if (warning.status() == Status.CLOSED) {
      acts.add("reopen");
    }
    return acts;
  }

  /** Why a viewer can do nothing with a warning; empty if it can. */
  static Optional<String> refusal(Queries queries, Viewer viewer, String warning) {
    try {
      queries.warnings().requireCommand(viewer, warning);
      return Optional.empty();
    } catch (RefusedException e) {
      return Optional.of(e.decision().reason().code());
    }
  }

  static Wish wish(Request request) {
    return new Wish(
        request.text("act"),
        request.optional("note").map(String::strip),
        request.optional("to"),
        request.optional("department"),
        request.optional("measure"),
        request.optional("batch"),
        request.optional("amount").map(Long::parseLong),
        request.optional("recovered").map(Long::parseLong),
        request.optional("verdict"),
        request.optional("until"));
  }
}
