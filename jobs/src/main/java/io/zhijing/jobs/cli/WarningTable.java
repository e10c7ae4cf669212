package io.zhijing.jobs.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The warnings as a table: when, scope and level since when, where, what, observed, expected, why,
 * and which department is to do what.
 */
final class WarningTable {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final double DAYS_A_MONTH = 365.25 / 12;
  private static final List<String> NEEDED =
      List.of("level", "scope", "department", "duty", "in_charge");
  private static final int[] WIDTHS = {10, 17, 15, 30, 8, 8, 44, 26};

  private final Messages messages;
  private final boolean isChinese;
  private final List<JsonNode> warnings = new ArrayList<>();

  WarningTable(Messages messages, boolean isChinese, Collection<byte[]> documents) {
    this.messages = messages;
    this.isChinese = isChinese;
    for (byte[] document : documents) {
      try {
        warnings.add(MAPPER.readTree(document));
      } catch (IOException e) {
        throw new UncheckedIOException("Elasticsearch holds a warning that is no JSON", e);
      }
    }
    warnings.sort(
        Comparator.comparing((JsonNode warning) -> warning.path("raised_on").asText())
            .thenComparing(warning -> warning.path("warning_id").asText()));
  }

  int size() {
    return warnings.size();
  }

  /**
   * Ids of warnings that nobody could act on: without level, scope, department, duty or reason. One
   * that a correction took back has no evidence any more from which a scope would follow; it needs
   * its reasons.
   */
  List<String> incomplete() {
    return warnings.stream()
        .filter(
            warning ->
                isWithoutNeeded(warning)
                    || warning.path("reasons").isEmpty()
                    || hasStepWithoutReason(warning))
        .map(warning -> warning.path("warning_id").asText())
        .toList();
  }

  private static boolean isWithoutNeeded(JsonNode warning) {
    return !"withdrawn".equals(warning.path("status").asText())
        && NEEDED.stream().anyMatch(field -> warning.path(field).asText().isEmpty());
  }

  private static boolean hasStepWithoutReason(JsonNode warning) {
    for (JsonNode step : warning.path("transitions")) {
      if (step.path("reason").asText().isEmpty()) {
        return true;
      }
    }
    return warning.path("transitions").isEmpty();
  }

  /** Warnings a month from the first to the last day, both included. */
  double perMonth(LocalDate first, LocalDate last) {
    double months = (ChronoUnit.DAYS.between(first, last) + 1) / DAYS_A_MONTH;
    return warnings.size() / months;
  }

  /** The table's text. */
  String text() {
    TextTable table = new TextTable(WIDTHS);
    table.row(
        messages.text("table.raised"),
        messages.text("table.level"),
        messages.text("table.where"),
        messages.text("table.what"),
        messages.text("table.observed"),
        messages.text("table.expected"),
        messages.text("table.why"),
        messages.text("table.who"));
    table.rule();
    for (JsonNode warning : warnings) {
      table.row(row(warning));
    }
    return table.toString();
  }

  private String[] row(JsonNode warning) {
    String suffix = isChinese ? "_zh" : "_en";
    String everywhere = messages.text("table.everywhere");
    String trials =
        warning.path("trials").asLong() > 0 ? "/" + warning.path("trials").asLong() : "";
    return new String[] {
      warning.path("raised_on").asText(),
      levels(warning),
      warning.path("where" + suffix).asText(everywhere),
      warning.path("what" + suffix).asText(messages.text("table.everything")),
      warning.path("observed").asText() + trials,
      String.format(Locale.ROOT, "%.1f", warning.path("expected").asDouble()),
      warning.path("why" + suffix).asText(),
      who(warning, suffix)
    };
  }

  /** The department that leads, the plan of action, and who is in charge of it. */
  private String who(JsonNode warning, String suffix) {
    return warning.path("department" + suffix).asText()
        + "\n"
        + named("duty.", warning.path("duty").asText())
        + "\n"
        + named("role.", warning.path("in_charge").asText());
  }

  /** The name of a code; the code itself where an authority made up its own. */
  private String named(String prefix, String code) {
    return messages.has(prefix + code) ? messages.text(prefix + code) : code;
  }

  /** Each higher level with the day on which it was reached, then how it ended. */
  private String levels(JsonNode warning) {
    Map<String, String> reached = new LinkedHashMap<>();
    String ended = "";
    for (JsonNode step : warning.path("transitions")) {
      String action = step.path("action").asText();
      if ("raised".equals(action) || "escalated".equals(action)) {
        reached.putIfAbsent(step.path("to").asText(), step.path("on").asText());
      }
      ended = "withdrawn".equals(action) ? messages.text("action.withdrawn") : ended;
    }
    StringBuilder text = new StringBuilder();
    String scope = warning.path("scope").asText();
    if (!scope.isEmpty()) {
      text.append(messages.text("scope." + scope));
    }
    reached.forEach(
        (level, day) ->
            text.append(text.isEmpty() ? "" : "\n")
                .append(messages.text("level." + level))
                .append(' ')
                .append(day));
    return ended.isEmpty() ? text.toString() : text + "\n" + ended;
  }
}
