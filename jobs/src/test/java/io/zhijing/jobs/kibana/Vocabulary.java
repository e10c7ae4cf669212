package io.zhijing.jobs.kibana;

import io.zhijing.dashboards.kibana.kql.Kql;
import io.zhijing.detection.model.Coded;
import io.zhijing.detection.model.ReportStream;
import io.zhijing.detection.model.RiskLevel;
import io.zhijing.detection.subscription.Why;
import io.zhijing.detection.warning.Command.Verdict;
import io.zhijing.detection.warning.Handling;
import io.zhijing.detection.warning.Transition;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The codes that a field may hold, where they are a closed list: what is none of them is a slip
 * even if nothing holds it today, and what is one of them may be waited for.
 */
final class Vocabulary {
  private static final Set<String> LEVELS = codes(RiskLevel.values());

  private static final Map<String, Set<String>> CODES =
      Map.ofEntries(
          Map.entry("level", LEVELS),
          Map.entry("peak_level", LEVELS),
          Map.entry("to_level", LEVELS),
          Map.entry(
              "status",
              Set.of(
                  "open",
                  "closed",
                  "withdrawn",
                  "counted",
                  "same_matter",
                  "superseded",
                  "current")),
          Map.entry("owed", codes(Handling.Stage.values())),
          Map.entry("verdict", codes(Verdict.values())),
          Map.entry("stream", codes(ReportStream.values())),
          Map.entry("action", actions()),
          Map.entry("outcome", Set.of("met", "not_met", "no_data", "no_goal")),
          Map.entry("direction", Set.of("better", "worse", "same", "unknown")),
          Map.entry("stage", Set.of("decode", "aggregate", "elasticsearch")),
          Map.entry("baseline", Set.of("estimated", "borrowed", "insufficient")),
          Map.entry("reasons", codes(Transition.Reason.values())),
          Map.entry("reason", reasons()));

  private Vocabulary() {}

  private static Set<String> codes(Coded... coded) {
    return Arrays.stream(coded).map(Coded::code).collect(Collectors.toSet());
  }

  private static Set<String> actions() {
    Set<String> actions = new HashSet<>(codes(Transition.Action.values()));
    actions.addAll(Set.of("command", "rules", "delivered", "not_delivered", "matched"));
    return actions;
  }

  private static Set<String> reasons() {
    Set<String> reasons = new HashSet<>(codes(Why.values()));
    Stream.of(io.zhijing.connectors.notify.Outcome.RejectReason.values())
        .forEach(reason -> reasons.add(reason.code()));
    return reasons;
  }

  /** Whether a field may hold a value although nothing does today. */
  static boolean mayHold(String field, String value) {
    return CODES.getOrDefault(field, Set.of()).contains(value);
  }

  /** The query with every constant that may be waited for replaced by anything at all. */
  static Kql relaxed(Kql query) {
    if (query instanceof Kql.And and) {
      return new Kql.And(and.parts().stream().map(Vocabulary::relaxed).toList());
    }
    if (query instanceof Kql.Or or) {
      return new Kql.Or(or.parts().stream().map(Vocabulary::relaxed).toList());
    }
    if (query instanceof Kql.Not) {
      return new Kql.All();
    }
    if (query instanceof Kql.Is is && mayHold(is.field(), is.value())) {
      return new Kql.Is(is.field(), "*", false);
    }
    return query;
  }
}
