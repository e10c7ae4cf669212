package io.zhijing.dashboards.console.view;

import com.fasterxml.jackson.databind.node.TextNode;
import io.zhijing.dashboards.console.query.RulesView;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What an administrator begins with who wants other rules: those in force, one version on. */
final class RuleDraft {
  private RuleDraft() {}

  static String of(RulesView rules, String author) {
    if (rules.text().isPresent()) {
      return rules
          .text()
          .get()
          .replaceFirst("(?m)^version:.*$", "version: " + (rules.version() + 1))
          .replaceFirst("(?m)^author:.*$", "author: " + author)
          .replaceFirst("(?m)^reason:.*$", "reason: \"\"");
    }
    StringBuilder text = new StringBuilder();
    text.append("id: ").append(rules.id()).append('\n');
    text.append("version: ").append(rules.version() + 1).append('\n');
    text.append("author: ").append(author).append('\n');
    text.append("reason: \"\"\n");
    text.append("levels:\n");
    for (RulesView.Level level : rules.levels()) {
      text.append(
          String.format(
              Locale.ROOT,
              "  %s: {score: %s, excess: %s}%n",
              level.level().code(),
              level.score(),
              level.excess()));
    }
    text.append("life:\n  downgrade_after_days: ").append(rules.downgradeAfterDays()).append('\n');
    text.append("  close_after_days: ").append(rules.closeAfterDays()).append('\n');
    text.append("spread: {min_leagues: ").append(rules.minLeagues());
    text.append(", min_sectors: ").append(rules.minSectors()).append("}\n");
    text.append("duties:\n  max_silence_days: ").append(rules.maxSilenceDays()).append('\n');
    for (RulesView.Level level : rules.levels()) {
      text.append(
          String.format(
              Locale.ROOT,
              "  %s: {act: %s, ladder: [%s], acknowledge_hours: %d, dispose_hours: %d}%n",
              level.level().code(),
              level.act(),
              String.join(", ", level.ladder()),
              level.acknowledgeHours(),
              level.disposeHours()));
    }
    return text.append(emphasis(rules)).toString();
  }

  private static String emphasis(RulesView rules) {
    StringBuilder text = new StringBuilder();
    if (!rules.streams().isEmpty()) {
      text.append(
          rules.streams().stream()
              .map(each -> each.stream() + ": " + each.score())
              .collect(Collectors.joining(", ", "streams: {", "}\n")));
    }
    text.append(rules.keys().isEmpty() ? "keys: []\n" : "keys:\n");
    for (RulesView.Key key : rules.keys()) {
      text.append("  - {").append(key.dimension()).append(": ").append(quoted(key.node()));
      text.append(", score: ").append(key.score());
      text.append(", reason: ").append(quoted(key.reason())).append("}\n");
    }
    text.append(rules.silences().isEmpty() ? "silences: []\n" : "silences:\n");
    for (RulesView.Silence silence : rules.silences()) {
      text.append("  - {");
      new TreeMap<>(silence.nodes())
          .forEach((dimension, node) -> text.append(dimension + ": " + quoted(node) + ", "));
      text.append("until: ").append(silence.until());
      text.append(", actor: ").append(quoted(silence.actor()));
      text.append(", reason: ").append(quoted(silence.reason())).append("}\n");
    }
    return text.toString();
  }

  /** As JSON writes a text, which YAML reads. */
  private static String quoted(String text) {
    return TextNode.valueOf(text).toString();
  }
}
