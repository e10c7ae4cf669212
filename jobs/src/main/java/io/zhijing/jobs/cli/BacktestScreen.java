package io.zhijing.jobs.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.zhijing.connectors.elasticsearch.Document;
import io.zhijing.detection.model.Lattice;
import io.zhijing.detection.rules.RuleSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a back-test shows. */
record BacktestScreen(DemoRun.Screen screen, Reports reports, Lattice lattice) {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int[] WIDTHS = {60, 12, 12};

  void show(RuleSet rules, Collection<Document> warnings) {
    WarningTable table = new WarningTable(screen.messages(), screen.isChinese(), sources(warnings));
    screen.out().println(table.text());
    screen.say("backtest.rules", rules.id() + "@" + rules.version());
    screen.say(
        "demo.summary",
        table.size(),
        reports.firstWatchedDay(),
        reports.lastDay(),
        String.format(
            Locale.ROOT, "%.1f", table.perMonth(reports.firstWatchedDay(), reports.lastDay())));
    if (!reports.incidents().isEmpty()) {
      new ScoreTable(screen).show(reports.incidents(), sources(warnings), lattice);
    }
  }

  /** The warnings that only one of two rule sets raised, or whose highest level differs. */
  void compare(Collection<Document> ours, Collection<Document> others) {
    Map<String, JsonNode> before = byId(others);
    Map<String, JsonNode> after = byId(ours);
    TextTable table = new TextTable(WIDTHS);
    table.row(
        screen.messages().text("backtest.warning"),
        screen.messages().text("rules.diff.before"),
        screen.messages().text("rules.diff.after"));
    table.rule();
    TreeSet<String> ids = new TreeSet<>(before.keySet());
    ids.addAll(after.keySet());
    int different = 0;
    for (String id : ids) {
      String was = level(before.get(id));
      String is = level(after.get(id));
      if (!was.equals(is)) {
        table.row(id, was, is);
        different++;
      }
    }
    screen.out().println(table);
    screen.say("rules.diff.summary", before.size(), after.size(), different);
    if (!reports.incidents().isEmpty()) {
      new ScoreTable(screen).show(reports.incidents(), sources(others), lattice);
    }
  }

  private String level(JsonNode warning) {
    return warning == null
        ? screen.messages().text("rules.diff.not-raised")
        : screen.messages().text("level." + warning.path("peak_level").asText());
  }

  private static List<byte[]> sources(Collection<Document> warnings) {
    return warnings.stream()
        .sorted(Comparator.comparing(Document::id))
        .map(Document::json)
        .toList();
  }

  private static Map<String, JsonNode> byId(Collection<Document> warnings) {
    Map<String, JsonNode> byId = new TreeMap<>();
    for (Document each : warnings) {
      try {
        byId.put(each.id(), MAPPER.readTree(each.json()));
      } catch (IOException e) {
        throw new UncheckedIOException("a warning is no JSON", e);
      }
    }
    return byId;
  }
}
