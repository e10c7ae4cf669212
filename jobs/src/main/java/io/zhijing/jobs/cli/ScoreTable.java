package io.zhijing.jobs.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.zhijing.detection.model.Lattice;
import io.zhijing.detection.model.Stratum;
import io.zhijing.jobs.simulation.Incident;
import io.zhijing.jobs.simulation.Scorecard;
import io.zhijing.jobs.simulation.Scorecard.Found;
import io.zhijing.jobs.simulation.Scorecard.Raised;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The score of a simulated year: incidents found, days of delay, decoys, false warnings. */
record ScoreTable(DemoRun.Screen screen) {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int[] WIDTHS = {4, 62, 10, 10, 6, 70};

  Scorecard show(List<Incident> incidents, Collection<byte[]> warnings, Lattice lattice) {
    Scorecard card = Scorecard.of(incidents, raised(warnings), lattice);
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
      screen.isChinese() ? incident.nameZh() : incident.nameEn(),
      incident.first().toString(),
      found
          .first()
          .map(each -> each.day().toString())
          .orElseGet(() -> screen.messages().text(nothing)),
      found.delay().map(String::valueOf).orElse(""),
      found.first().map(each -> each.id() + " (" + found.warnings() + ")").orElse("")
    };
  }

  private static List<Raised> raised(Collection<byte[]> warnings) {
    List<Raised> raised = new ArrayList<>();
    for (byte[] source : warnings) {
      try {
        JsonNode each = MAPPER.readTree(source);
        raised.add(
            new Raised(
                each.path("warning_id").asText(),
                Stratum.parse(each.path("stratum").asText()),
                LocalDate.parse(each.path("raised_on").asText())));
      } catch (IOException e) {
        throw new UncheckedIOException("a warning is no JSON", e);
      }
    }
    return raised;
  }
}
