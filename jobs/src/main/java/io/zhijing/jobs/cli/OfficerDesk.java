package io.zhijing.jobs.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.zhijing.connectors.elasticsearch.DocumentKind;
import io.zhijing.connectors.elasticsearch.DocumentReader;
import io.zhijing.dashboards.commands.JobDesk;
import io.zhijing.detection.warning.Command;
import io.zhijing.detection.warning.Command.Act;
import io.zhijing.jobs.cli.ServersOption.Servers;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Gives an officer's command, waits for the answer and says it. */
final class OfficerDesk {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int[] WIDTHS = {24, 14, 14, 28, 16, 40};

  private final Messages messages;
  private final PrintWriter out;

  OfficerDesk(Messages messages, PrintWriter out) {
    this.messages = messages;
    this.out = out;
  }

  /** What an officer wants. */
  record Wish(String warning, String actor, String note, Act act) {}

  /** 0 if it was done, 1 if it was refused, 2 if nobody answered in time. */
  int tell(Servers servers, Wish wish) throws InterruptedException {
    String id = UUID.randomUUID().toString();
    Command command =
        new Command(new Command.Order(id, wish.warning(), wish.actor(), wish.note()), wish.act());
    JobDesk.Reply reply;
    try (JobDesk desk = new JobDesk(servers.kafka(), servers.elasticsearch(), PATIENCE)) {
      reply = desk.tell(command);
    }
    if (!(reply instanceof JobDesk.Answered answered)) {
      out.println(messages.text("warning.no-answer", id));
      return 2;
    }
    boolean isDone = answered.outcome().startsWith("done");
    String text = messages.text("answer." + answered.outcome());
    out.println(
        isDone
            ? messages.text("warning.done", wish.warning(), text)
            : messages.text("warning.refused", wish.warning(), text));
    return isDone ? 0 : 1;
  }

  /** 0, or 1 if there is no such warning. */
  int history(Servers servers, String warning) {
    try (DocumentReader reader = new DocumentReader(servers.elasticsearch())) {
      String audit = DocumentKind.AUDIT.alias(servers.elasticsearch().indexPrefix());
      List<JsonNode> steps = new ArrayList<>();
      if (reader.exists(audit)) {
        reader.refresh(audit);
        reader
            .sources(audit, Map.of("warning_id", warning))
            .values()
            .forEach(source -> steps.add(json(source)));
      }
      if (steps.isEmpty()) {
        out.println(messages.text("warning.no-history", warning));
        return 1;
      }
      steps.sort(
          Comparator.comparing((JsonNode step) -> step.path("at").asText())
              .thenComparing(step -> step.path("revision").asInt())
              .thenComparing(step -> step.path("action").asText()));
      out.println(table(steps));
      return 0;
    }
  }

  private TextTable table(List<JsonNode> steps) {
    TextTable table = new TextTable(WIDTHS);
    table.row(
        messages.text("history.at"),
        messages.text("history.action"),
        messages.text("history.level"),
        messages.text("history.reason"),
        messages.text("history.actor"),
        messages.text("history.note"));
    table.rule();
    for (JsonNode step : steps) {
      boolean isCommand = "command".equals(step.path("action").asText());
      String reason = step.path("reason").asText();
      table.row(
          step.path("at").asText(),
          messages.text(
              isCommand
                  ? "command." + step.path("command").asText()
                  : "action." + step.path("action").asText()),
          isCommand ? "" : messages.text("level." + step.path("to_level").asText()),
          reason(isCommand, reason),
          step.path("actor").asText(),
          step.path("note").asText());
    }
    return table;
  }

  /** The words of a reason; the code of one that only a channel gives; nothing for none. */
  private String reason(boolean isCommand, String code) {
    String key = (isCommand ? "answer." : "reason.") + code;
    return messages.has(key) ? messages.text(key) : code;
  }

  private static JsonNode json(byte[] source) {
    try {
      return MAPPER.readTree(source);
    } catch (IOException e) {
      throw new UncheckedIOException("Elasticsearch holds a step that is no JSON", e);
    }
  }
}
