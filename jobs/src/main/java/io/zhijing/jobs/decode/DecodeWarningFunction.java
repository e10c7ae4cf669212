package io.zhijing.jobs.decode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zhijing.connectors.wire.Envelope;
import io.zhijing.connectors.wire.Fault;
import io.zhijing.connectors.wire.Fault.Reason;
import io.zhijing.detection.model.RiskLevel;
import io.zhijing.detection.model.Stratum;
import io.zhijing.detection.warning.Transition.Action;
import io.zhijing.jobs.state.WarningStep;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Records of warnings to their last steps. A record without a step of its own, as when evidence was
 * added alone, ends here; what cannot be used leaves with every reason by {@link
 * DecodeFunction#DEAD_LETTERS}. Keeps no state.
 */
public final class DecodeWarningFunction extends ProcessFunction<Envelope, WarningStep> {
  private static final long serialVersionUID = 1;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Fields of the document that a message, or the choice of its recipients, needs. */
  private static final List<String> FACTS =
      List.of(
          "stratum",
          "focus",
          "scope",
          "where_en",
          "where_zh",
          "what_en",
          "what_zh",
          "window_days",
          "observed",
          "trials",
          "expected",
          "upper_bound",
          "peak_level",
          "raised_on",
          "first_day",
          "last_day",
          "department",
          "department_en",
          "department_zh",
          "helping",
          "helping_en",
          "helping_zh",
          "referred_to",
          "duty",
          "owed",
          "due_at",
          "silenced_until",
          "simulated");

  @Override
  public void processElement(Envelope envelope, Context context, Collector<WarningStep> out) {
    List<Fault> faults = new ArrayList<>();
    JsonNode document = tree(envelope.value(), faults);
    JsonNode transitions = document.path("transitions");
    JsonNode last = transitions.path(transitions.size() - 1);
    if (faults.isEmpty()) {
      check(document, last, faults);
    }
    if (!faults.isEmpty()) {
      context.output(DecodeFunction.DEAD_LETTERS, DeadLetters.notKept(envelope, faults));
    } else if (last.path("revision").asInt() == document.path("revision").asInt()) {
      out.collect(step(document, last, envelope.receivedAt()));
    }
  }

  private static JsonNode tree(byte[] bytes, List<Fault> faults) {
    try {
      JsonNode tree = MAPPER.readTree(bytes);
      if (!tree.isObject()) {
        faults.add(new Fault("", Reason.NOT_AN_OBJECT));
      }
      return tree;
    } catch (IOException e) {
      faults.add(new Fault("", Reason.NOT_JSON));
      return MAPPER.missingNode();
    }
  }

  private static void check(JsonNode document, JsonNode last, List<Fault> faults) {
    if (document.path("warning_id").asText().isBlank()) {
      faults.add(new Fault("warning_id", Reason.MISSING));
    }
    if (!document.path("revision").isInt()) {
      faults.add(new Fault("revision", Reason.MISSING));
    }
    if (isNoStratum(document.path("focus"))) {
      faults.add(new Fault("focus", Reason.NOT_IN_LIST));
    }
    if (document.hasNonNull("stratum") && isNoStratum(document.path("stratum"))) {
      faults.add(new Fault("stratum", Reason.NOT_IN_LIST));
    }
    boolean isKnown =
        Arrays.stream(Action.values())
            .anyMatch(each -> each.code().equals(last.path("action").asText()));
    if (!isKnown || isNoLevel(last.path("from")) || isNoLevel(last.path("to"))) {
      faults.add(new Fault("transitions", Reason.NOT_IN_LIST));
    }
  }

  private static boolean isNoStratum(JsonNode key) {
    try {
      Stratum.parse(key.asText());
      return false;
    } catch (IllegalArgumentException e) {
      return true;
    }
  }

  private static boolean isNoLevel(JsonNode code) {
    return Arrays.stream(RiskLevel.values()).noneMatch(each -> each.code().equals(code.asText()));
  }

  private static WarningStep step(JsonNode document, JsonNode last, long receivedAt) {
    ObjectNode facts = MAPPER.createObjectNode();
    for (String field : FACTS) {
      if (document.hasNonNull(field)) {
        facts.set(field, document.get(field));
      }
    }
    facts.set("at", last.path("at"));
    facts.set("on", last.path("on"));
    facts.set("reason", last.path("reason"));
    try {
      return new WarningStep(
          document.path("warning_id").asText(),
          document.path("revision").asInt(),
          last.path("action").asText(),
          last.path("from").asText(),
          last.path("to").asText(),
          receivedAt,
          MAPPER.writeValueAsBytes(facts));
    } catch (IOException e) {
      throw new IllegalStateException("a tree of plain values can be written", e);
    }
  }
}
