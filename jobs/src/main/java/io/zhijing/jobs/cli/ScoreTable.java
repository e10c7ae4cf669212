package io.zhijing.jobs.cli;

import io.zhijing.detection.model.Lattice;
import io.zhijing.jobs.simulation.Incident;
import io.zhijing.jobs.simulation.RaisedWarnings;
import io.zhijing.jobs.simulation.Scorecard;
import io.zhijing.jobs.simulation.Scorecard.Found;
import java.util.Collection;
import java.util.List;

/** The score of a simulated year: incidents found, days of delay, decoys, false warnings. */
record ScoreTable(DemoRun.Screen screen) {
  private static final int[] WIDTHS = {4, 62, 10, 10, 6, 70};

  Scorecard show(List<Incident> incidents, Collection<byte[]> warnings, Lattice lattice) {
    Scorecard card = Scorecard.of(incidents, RaisedWarnings.of(warnings), lattice);
    TextTable table = new TextTable(WIDTHS);
    Messages messages = screen.messages();
    table.row(
        "",
        messages.text("score.incident"),
        messages.text("score.began"),
        messages.text("score.found"),
        messages.text("score.delay"),
        messages.text("score.by"));
    table.rule();
    card.found().forEach(each -> table.row(row(each, "score.missed")));
    card.decoys().forEach(each -> table.row(row(each, "score.quiet")));
    screen.out().println();
    screen.say("score.simulated");
    screen.out().println(table);
    screen.say(
        "score.summary",
        card.risksFound(),
        card.found().size(),
        card.decoysRaised(),
        card.decoys().size(),
        card.falseWarnings().size());
    card.falseWarnings()
        .forEach(each -> screen.out().println("  " + each.day() + "  " + each.id()));
    return card;
  }

  private String[] row(Found found, String nothing) {
    Incident incident = found.incident();
    return new String[] {
      incident.id(),
      nameOf(incident, screen),
      incident.first().toString(),
      found
          .first()
          .map(each -> each.day().toString())
          .orElseGet(() -> screen.messages().text(nothing)),
      found.delay().map(String::valueOf).orElse(""),
      found.first().map(each -> each.id() + " (" + found.warnings() + ")").orElse("")
    };
  }

  static String nameOf(Incident incident, DemoRun.Screen screen) {
    return screen.isChinese() ? incident.nameZh() : incident.nameEn();
  }
}
