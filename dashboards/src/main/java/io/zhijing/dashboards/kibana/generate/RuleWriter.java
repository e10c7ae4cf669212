package io.zhijing.dashboards.kibana.generate;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zhijing.dashboards.kibana.generate.AlertRules.AlertRule;
import io.zhijing.dashboards.kibana.generate.AlertRules.Connector;
import io.zhijing.dashboards.kibana.kql.Kql;
import io.zhijing.dashboards.kibana.kql.KqlQuery;
import io.zhijing.dashboards.kibana.objects.Ndjson;
import io.zhijing.dashboards.kibana.source.Rule;
import java.util.List;

/** Alerting rules that count documents. One set for all languages: an alert must not come twice. */
final class RuleWriter {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int MOST_HITS = 100;

  private final Edition edition;
  private final String space;

  /** Ids differ by space, since Kibana's are unique across spaces. */
  RuleWriter(Edition edition, String space) {
    this.edition = edition;
    this.space = space;
  }

  AlertRules rules(List<Rule> rules) {
    Connector connector = new Connector(id("connector"), edition.prefix() + " log");
    return new AlertRules(connector, rules.stream().map(each -> rule(each, connector)).toList());
  }

  private String id(String name) {
    return FixedId.of(String.join("/", edition.prefix(), space, name));
  }

  private AlertRule rule(Rule rule, Connector connector) {
    ObjectNode body = JSON.objectNode();
    body.put("name", DashboardWriter.TITLE + rule.title().inBoth());
    body.putArray("tags").add(edition.prefix()).add(rule.id());
    body.putObject("schedule").put("interval", rule.limit().every());
    body.set("params", params(rule));
    ObjectNode action = body.putArray("actions").addObject();
    action.put("id", connector.id()).put("group", "query matched");
    action
        .putObject("params")
        .put("level", "warn")
        .put("message", rule.message().inBoth() + " {{context.message}}");
    action
        .putObject("frequency")
        .put("summary", false)
        .put("notify_when", rule.limit().saysEach() ? "onActiveAlert" : "onActionGroupChange")
        .putNull("throttle");
    return new AlertRule(id("rule/" + rule.id()), body);
  }

  private ObjectNode params(Rule rule) {
    String window = rule.documents().window();
    ObjectNode query = JSON.objectNode();
    query.set("query", KqlQuery.of(Kql.parse(rule.documents().where())));
    ObjectNode params = JSON.objectNode().put("searchType", "esQuery");
    params.putArray("index").add(rule.documents().kind().alias(edition.prefix()));
    params.put("timeField", rule.documents().time()).put("esQuery", Ndjson.text(query));
    params.put("size", MOST_HITS);
    params.putArray("threshold").add(rule.limit().count());
    params.put("thresholdComparator", rule.limit().comparator());
    params.put("timeWindowSize", Integer.parseInt(window.substring(0, window.length() - 1)));
    params.put("timeWindowUnit", window.substring(window.length() - 1));
    params.put("aggType", "count").put("groupBy", "all");
    return params.put("excludeHitsFromPreviousRun", rule.limit().saysEach());
  }
}
