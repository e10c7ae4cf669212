package io.zhijing.dashboards.kibana.check;

import static io.zhijing.dashboards.kibana.check.Plants.REGION;
import static io.zhijing.dashboards.kibana.check.Plants.SEARCH;
import static io.zhijing.dashboards.kibana.check.Plants.SITUATION;
import static io.zhijing.dashboards.kibana.check.Plants.file;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zhijing.dashboards.kibana.check.Plants.Plant;
import io.zhijing.dashboards.kibana.generate.AlertRules;
import io.zhijing.dashboards.kibana.generate.AlertRules.AlertRule;
import java.util.List;
import java.util.function.Consumer;

/** Faults to plant into queries, fields, sums and rules. */
final class FieldPlants {
  private static final String QUERY = "/state/query";

  private FieldPlants() {}

  private static Plant query(String name, FaultKind kind, String query) {
    return file(
        name,
        kind,
        file ->
            file.chart(REGION, "lnsHeatmap", chart -> chart.withObject(QUERY).put("query", query)));
  }

  static List<Plant> queries() {
    return List.of(
        query("a query that is not closed", FaultKind.BAD_QUERY, "stream : (\"inspection\""),
        query("a query without a field", FaultKind.BAD_QUERY, "inspection"),
        query(
            "a query on a misspelt field",
            FaultKind.UNKNOWN_FIELD,
            "grain : \"region-sector\" and region_level : 1 and sector_level : 2 and strem : \"x\""),
        file(
            "a filter that cannot be read",
            FaultKind.BAD_QUERY,
            file ->
                file.columns(
                    SITUATION,
                    "lnsDatatable",
                    columns -> columns.withObject("/v2/filter").put("query", "failures >"))),
        file(
            "a query of a search that cannot be read",
            FaultKind.BAD_QUERY,
            file ->
                Tampered.inner(
                    file.attributes(SEARCH).withObject("/kibanaSavedObjectMeta"),
                    "searchSourceJSON",
                    source -> ((ObjectNode) source).withObject("/query").put("query", "and or"))),
        file(
            "marks by a query that cannot be read",
            FaultKind.BAD_QUERY,
            file ->
                file.chart(
                    REGION,
                    "lnsXY",
                    chart ->
                        ((ObjectNode)
                                chart.at("/state/visualization/layers/1/annotations/0/filter"))
                            .put("query", "stream :"))));
  }

  private static Plant field(
      String name, FaultKind kind, String type, Consumer<ObjectNode> change) {
    return file(
        name,
        kind,
        file -> file.columns(type.equals("lnsMetric") ? SITUATION : REGION, type, change));
  }

  static List<Plant> fields() {
    return List.of(
        file(
            "a view of no kind of document",
            FaultKind.UNKNOWN_INDEX,
            file -> file.attributes("zhijing-view-counts").put("title", "zhijing-count-*")),
        file(
            "a view by a time that is none",
            FaultKind.UNSUITABLE_FIELD,
            file -> file.attributes("zhijing-view-counts").put("timeFieldName", "stream")),
        file(
            "a view that dresses a field that is not there",
            FaultKind.UNKNOWN_FIELD,
            file ->
                file.attributes("zhijing-view-counts")
                    .put("fieldFormatMap", "{\"colour\":{\"id\":\"string\"}}")),
        field(
            "a sum of a field that is not there",
            FaultKind.UNKNOWN_FIELD,
            "lnsHeatmap",
            columns -> columns.withObject("/v0X1").put("sourceField", "tests")),
        field(
            "a sum of words",
            FaultKind.UNSUITABLE_FIELD,
            "lnsHeatmap",
            columns -> columns.withObject("/v0X1").put("sourceField", "stream")),
        field(
            "days of a field that is no day",
            FaultKind.UNSUITABLE_FIELD,
            "lnsXY",
            columns -> columns.withObject("/x").put("sourceField", "score")),
        field(
            "terms of a field that is not there",
            FaultKind.UNKNOWN_FIELD,
            "lnsHeatmap",
            columns -> columns.withObject("/y").put("sourceField", "regoin_name_zh")),
        field(
            "terms ordered by a field that is not there",
            FaultKind.UNKNOWN_FIELD,
            "lnsHeatmap",
            columns -> columns.withObject("/x/params/orderAgg").put("sourceField", "tests")));
  }

  static List<Plant> moreFields() {
    return List.of(
        file(
            "terms of a text",
            FaultKind.UNSUITABLE_FIELD,
            file ->
                file.columns(
                    "zhijing-zh-duties",
                    "lnsDatatable",
                    columns -> columns.withObject("/r0").put("sourceField", "why_zh"))),
        file(
            "a control of a field that is not there",
            FaultKind.UNKNOWN_FIELD,
            file ->
                Tampered.inner(
                    file.attributes(REGION).withObject("/controlGroupInput"),
                    "panelsJSON",
                    controls ->
                        ((ObjectNode) controls)
                            .withObject("/region/explicitInput")
                            .put("fieldName", "league"))),
        file(
            "a column of a search that is not there",
            FaultKind.UNKNOWN_FIELD,
            file -> ((ArrayNode) file.attributes(SEARCH).path("columns")).add("phone")),
        file(
            "a search sorted by a text",
            FaultKind.UNSUITABLE_FIELD,
            file -> ((ArrayNode) file.attributes(SEARCH).at("/sort/0")).set(0, "note")),
        file(
            "marks by a field that is not there",
            FaultKind.UNKNOWN_FIELD,
            file ->
                file.chart(
                    REGION,
                    "lnsXY",
                    chart ->
                        ((ObjectNode) chart.at("/state/visualization/layers/1/annotations/0"))
                            .put("textField", "headline"))),
        query(
            "a query of what is kept without an index",
            FaultKind.UNKNOWN_FIELD,
            "contributions : *"));
  }

  static List<Plant> grains() {
    String stream = "stream : \"inspection\"";
    return List.of(
        query("a sum over every grain", FaultKind.DOUBLE_COUNT, stream),
        query(
            "a sum over two grains",
            FaultKind.DOUBLE_COUNT,
            stream + " and grain : (\"region\" or \"region-sector\")"),
        query(
            "a sum over all but one grain",
            FaultKind.DOUBLE_COUNT,
            stream + " and not grain : \"region\""),
        file(
            "a sum over all levels of a dimension",
            FaultKind.DOUBLE_COUNT,
            file ->
                file.chart(
                    "zhijing-zh-sector",
                    "lnsDatatable",
                    chart ->
                        chart
                            .withObject(QUERY)
                            .put("query", stream + " and grain : \"region-sector\""))),
        file(
            "bounds of strata added up",
            FaultKind.DOUBLE_COUNT,
            file ->
                file.columns(
                    "zhijing-zh-sector",
                    "lnsDatatable",
                    columns -> columns.withObject("/v0").put("sourceField", "upper_bound"))),
        file(
            "a trend over several strata",
            FaultKind.DOUBLE_COUNT,
            file ->
                file.columns(
                    REGION,
                    "lnsXY",
                    columns -> columns.withObject("/s").put("sourceField", "stream"))));
  }

  private static Plant rule(String name, FaultKind kind, Consumer<ObjectNode> change) {
    return new Plant(
        name,
        kind,
        good -> {
          AlertRule rule = good.rules().rules().get(0);
          ObjectNode body = rule.body().deepCopy();
          change.accept(body);
          return Checker.rules(
              new AlertRules(good.rules().connector(), List.of(new AlertRule(rule.id(), body))),
              "zhijing");
        });
  }

  private static ObjectNode params(ObjectNode rule) {
    return rule.withObject("/params");
  }

  static List<Plant> rules() {
    return List.of(
        rule(
            "a rule without a query",
            FaultKind.BAD_RULE,
            rule -> params(rule).put("esQuery", "{\"match_all\":{}}")),
        rule(
            "a rule whose query is no text",
            FaultKind.BAD_INNER_JSON,
            rule -> params(rule).putObject("esQuery")),
        rule(
            "a rule without a threshold",
            FaultKind.BAD_RULE,
            rule -> params(rule).putArray("threshold")),
        rule(
            "a rule that looks back in weeks",
            FaultKind.BAD_RULE,
            rule -> params(rule).put("timeWindowUnit", "w")),
        rule(
            "a rule that speaks to nobody",
            FaultKind.BAD_RULE,
            rule -> ((ObjectNode) rule.at("/actions/0")).put("id", "somebody")),
        rule(
            "a rule without a schedule",
            FaultKind.BAD_RULE,
            rule -> rule.withObject("/schedule").remove("interval")),
        new Plant(
            "a rule whose id is a name",
            FaultKind.BAD_RULE,
            good ->
                Checker.rules(
                    new AlertRules(
                        good.rules().connector(),
                        List.of(new AlertRule("zhijing-rule", good.rules().rules().get(0).body()))),
                    "zhijing")),
        rule(
            "a rule on no kind of document",
            FaultKind.UNKNOWN_INDEX,
            rule -> params(rule).putArray("index").add("zhijing-alerts")),
        rule(
            "a rule by a time that is none",
            FaultKind.UNKNOWN_FIELD,
            rule -> params(rule).put("timeField", "action")),
        rule(
            "a rule on a misspelt field",
            FaultKind.UNKNOWN_FIELD,
            rule ->
                params(rule)
                    .put("esQuery", "{\"query\":{\"match_phrase\":{\"to_levle\":\"red\"}}}")));
  }
}
