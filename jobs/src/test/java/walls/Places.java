package walls;

import java.util.List;
import java.util.Map;

/** Which packages of detection each one may use, and which are channels. */
final class Places {
  static final List<String> CHANNELS =
      List.of("smtp", "dingtalk", "wecom", "feishu", "webhook", "alertmanager", "sms", "cap");

  static final Map<String, List<String>> DETECTION =
      Map.ofEntries(
          Map.entry("model", List.of()),
          Map.entry("stats", List.of()),
          Map.entry("regression", List.of("stats")),
          Map.entry("baseline", List.of("model", "stats", "regression")),
          Map.entry("sequential", List.of("stats")),
          Map.entry(
              "monitor",
              List.of(
                  "model",
                  "stats",
                  "regression",
                  "baseline",
                  "sequential",
                  "count",
                  "rate",
                  "scan",
                  "rules")),
          Map.entry("rehearsal", List.of("model", "rules", "monitor", "assess", "warning")),
          Map.entry("count", List.of("model", "stats", "regression", "baseline")),
          Map.entry("rate", List.of("model", "stats", "regression", "baseline")),
          Map.entry("scan", List.of("model", "stats")),
          Map.entry("rules", List.of("model")),
          Map.entry("assess", List.of("model", "stats", "rules")),
          // A warning is raised from an assessment.
          Map.entry("warning", List.of("model", "rules", "assess")),
          // Who is told depends on what happened to the warning.
          Map.entry("subscription", List.of("model", "rules", "warning")));

  private Places() {}
}
