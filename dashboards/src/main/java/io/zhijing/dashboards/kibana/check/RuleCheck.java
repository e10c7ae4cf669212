package io.zhijing.dashboards.kibana.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.zhijing.connectors.elasticsearch.DocumentKind;
import io.zhijing.dashboards.kibana.generate.AlertRules;
import io.zhijing.dashboards.kibana.generate.AlertRules.AlertRule;
import io.zhijing.dashboards.kibana.objects.IndexFields;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Alerting rules: what the API takes, and fields that are there. */
final class RuleCheck {
  private static final String UUID =
      "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";
  private static final Set<String> COMPARATORS = Set.of(">", ">=", "<", "<=");
  private static final Set<String> LEAVES =
      Set.of("match", "match_phrase", "term", "terms", "range", "wildcard");
  private static final int MOST_HITS = 10_000;

  private final String prefix;
  private final Faults faults;

  RuleCheck(String prefix, Faults faults) {
    this.prefix = prefix;
    this.faults = faults;
  }

  void check(AlertRules rules) {
    Set<String> ids = new HashSet<>(Set.of(rules.connector().id()));
    for (AlertRule rule : rules.rules()) {
      String place = "rule " + rule.name();
      if (!rule.id().matches(UUID) || !ids.add(rule.id())) {
        bad(place, "its id is no UUID of its own: " + rule.id());
      }
      rule(place, rule.created(), rules.connector().id());
    }
  }

  private void bad(String place, String text) {
    faults.add(FaultKind.BAD_RULE, place, text);
  }

  private void rule(String place, JsonNode rule, String connector) {
    JsonNode params = rule.path("params");
    if (!rule.path("rule_type_id").asText().equals(".es-query")
        || !rule.at("/schedule/interval").asText().matches("[1-9][0-9]*[smhd]")
        || rule.path("name").asText().isBlank()) {
      bad(place, "has no name, kind or schedule");
    }
    if (!params.path("searchType").asText().equals("esQuery")
        || !params.path("timeWindowUnit").asText().matches("[smhd]")
        || params.path("timeWindowSize").asInt() < 1
        || params.path("size").asInt(-1) < 0
        || params.path("size").asInt() > MOST_HITS
        || params.path("threshold").size() != 1
        || !COMPARATORS.contains(params.path("thresholdComparator").asText())
        || !params.path("aggType").asText().equals("count")) {
      bad(place, "its parameters are none of an .es-query rule");
    }
    for (JsonNode action : rule.path("actions")) {
      if (!action.path("id").asText().equals(connector)
          || !action.path("group").asText().equals("query matched")
          || action.at("/params/message").asText().isBlank()) {
        bad(place, "says nothing to the connector");
      }
    }
    JsonNode query =
        Parsed.read(params.path("esQuery"), false, place + " esQuery", faults).path("query");
    if (!query.isObject()) {
      bad(place, "its esQuery has no query");
    }
    fields(place, params, query);
  }

  private void fields(String place, JsonNode params, JsonNode query) {
    String index = params.at("/index/0").asText();
    Optional<IndexFields> fields =
        Arrays.stream(DocumentKind.values())
            .filter(kind -> kind.alias(prefix).equals(index))
            .findFirst()
            .map(IndexFields::of);
    if (fields.isEmpty()) {
      faults.add(FaultKind.UNKNOWN_INDEX, place, "no template makes '" + index + "'");
      return;
    }
    String time = params.path("timeField").asText();
    if (!fields.get().isDate(time)) {
      faults.add(FaultKind.UNKNOWN_FIELD, place, index + " has no date '" + time + "'");
    }
    Set<String> used = new HashSet<>();
    collect(query, used);
    for (String field : used) {
      if (fields.get().type(field).isEmpty()) {
        faults.add(FaultKind.UNKNOWN_FIELD, place, index + " has no field '" + field + "'");
      }
    }
  }

  /** The fields that a query names. */
  static void collect(JsonNode query, Set<String> fields) {
    query
        .properties()
        .forEach(
            each -> {
              if (LEAVES.contains(each.getKey())) {
                each.getValue().fieldNames().forEachRemaining(fields::add);
              } else if (each.getKey().equals("exists")) {
                fields.add(each.getValue().path("field").asText());
              } else {
                collect(each.getValue(), fields);
              }
            });
    if (query.isArray()) {
      query.forEach(each -> collect(each, fields));
    }
  }
}
