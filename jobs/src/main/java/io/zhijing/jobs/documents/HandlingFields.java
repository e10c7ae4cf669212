package io.zhijing.jobs.documents;

import io.zhijing.detection.model.Lattice;
import io.zhijing.detection.model.Stratum;
import io.zhijing.detection.rules.Routing.Assigned;
import io.zhijing.detection.warning.Command.Verdict;
import io.zhijing.detection.warning.Handling;
import io.zhijing.detection.warning.Handling.Clock;
import io.zhijing.detection.warning.Handling.Stage;
import io.zhijing.detection.warning.Transition;
import io.zhijing.detection.warning.Transition.Action;
import io.zhijing.detection.warning.Warning;
import io.zhijing.jobs.settings.Offices;
import io.zhijing.jobs.state.WarningChange;
import java.util.List;

/**
 * What a warning's document says of who acts: the departments, the duty of its level, what officers
 * did, and the four times of the plan (早发现、早研判、早预警、早处置). The pipeline detects, assesses and warns
 * at one tick, so the first three are the same instant.
 */
final class HandlingFields {
  private final Lattice lattice;
  private final Offices offices;

  HandlingFields(Lattice lattice, Offices offices) {
    this.lattice = lattice;
    this.offices = offices;
  }

  void write(DocumentJson json, Warning warning, WarningChange change, Stratum focus) {
    departments(json, focus);
    json.text("rules", change.rules())
        .text("duty", change.duty())
        .text("in_charge", change.inCharge());
    clock(json, warning.handling().clock());
    officers(json, warning.handling());
    if (change.silencedUntil() != 0) {
      json.instant("silenced_until", change.silencedUntil());
    }
    long raised = warning.transitions().get(0).when().at();
    json.instant("detected_at", raised).instant("assessed_at", raised).instant("raised_at", raised);
    first(warning, Action.ACKNOWLEDGED, json, "acknowledged_at");
    first(warning, Action.DISPOSED, json, "disposed_at");
  }

  /** Region code where a case is dealt with; empty where it names no place. */
  String place(Stratum focus) {
    return offices.routing().assign(focus, lattice).place();
  }

  private void departments(DocumentJson json, Stratum focus) {
    Assigned assigned = offices.routing().assign(focus, lattice);
    json.text("department", assigned.lead())
        .text("department_en", offices.names(List.of(assigned.lead()), false))
        .text("department_zh", offices.names(List.of(assigned.lead()), true));
    if (!assigned.helping().isEmpty()) {
      json.texts("helping", assigned.helping())
          .text("helping_en", offices.names(assigned.helping(), false))
          .text("helping_zh", offices.names(assigned.helping(), true));
    }
    if (!assigned.place().isEmpty()) {
      json.text("place", assigned.place());
    }
    if (!assigned.notice().isEmpty()) {
      json.text("notice", assigned.notice());
    }
  }

  private static void clock(DocumentJson json, Clock clock) {
    if (clock.stage() != Stage.NOTHING) {
      json.text("owed", clock.stage().code()).number("missed", clock.rung());
      if (clock.due() != Long.MAX_VALUE) {
        json.instant("due_at", clock.due());
      }
    }
  }

  private static void officers(DocumentJson json, Handling handling) {
    if (!handling.acknowledgedBy().isEmpty()) {
      json.text("acknowledged_by", handling.acknowledgedBy());
    }
    if (!handling.assignee().isEmpty()) {
      json.text("assignee", handling.assignee());
    }
    if (!handling.referredTo().isEmpty()) {
      json.texts("referred_to", handling.referredTo());
    }
    handling.disposal().ifPresent(done -> json.text("measure", done.measure().code()));
    if (handling.verdict() != Verdict.OPEN) {
      json.text("verdict", handling.verdict().code());
    }
  }

  private static void first(Warning warning, Action action, DocumentJson json, String field) {
    warning.transitions().stream()
        .filter(step -> step.action() == action)
        .map(Transition::when)
        .findFirst()
        .ifPresent(when -> json.instant(field, when.at()));
  }
}
