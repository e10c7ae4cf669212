package io.zhijing.jobs.kibana;

import com.fasterxml.jackson.databind.JsonNode;
import io.zhijing.connectors.elasticsearch.DocumentKind;
import io.zhijing.dashboards.kibana.check.Contents;
import io.zhijing.dashboards.kibana.check.Contents.Chart;
import io.zhijing.dashboards.kibana.check.Contents.MapLayer;
import io.zhijing.dashboards.kibana.check.Contents.View;
import io.zhijing.dashboards.kibana.kql.Kql;
import io.zhijing.dashboards.kibana.kql.KqlQuery;
import io.zhijing.dashboards.kibana.objects.IndexFields;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Words that queries hold fields against, and that no document and no list of codes knows. */
final class Constants {
  private final Asked asked;
  private final Map<String, Set<String>> known = new HashMap<>();
  private final List<String> strange = new ArrayList<>();

  private Constants(Asked asked) {
    this.asked = asked;
  }

  static List<String> strange(Contents contents, Asked asked) throws IOException {
    Constants constants = new Constants(asked);
    for (Chart chart : contents.charts()) {
      constants.check(chart.place(), chart.view(), chart.query());
      for (JsonNode column : chart.layer().path("columns")) {
        constants.check(chart.place(), chart.view(), column.at("/filter/query").asText());
      }
    }
    for (Contents.Marks marks : contents.marks()) {
      constants.check(marks.place(), marks.view(), marks.query());
    }
    for (Contents.Table table : contents.tables()) {
      constants.check(table.place(), table.view(), table.query());
    }
    for (MapLayer layer : contents.maps()) {
      constants.check(layer.place(), layer.view(), layer.query());
      for (int i = 0; i < layer.joined().size(); i++) {
        JsonNode right = layer.layer().path("joins").path(i).path("right");
        constants.check(
            layer.place(), layer.joined().get(i), right.at("/whereQuery/query").asText());
      }
    }
    return constants.strange;
  }

  private void check(String place, View view, String query) throws IOException {
    DocumentKind kind = view.kind().orElseThrow();
    for (Map.Entry<String, Set<String>> each : Kql.parse(query).constants().entrySet()) {
      String field = each.getKey();
      if (!IndexFields.of(kind).type(field).orElse("").equals("keyword")) {
        continue;
      }
      String key = view.index() + "/" + field;
      if (!known.containsKey(key)) {
        known.put(key, Set.copyOf(asked.terms(view.index(), field, KqlQuery.of(new Kql.All()))));
      }
      for (String value : each.getValue()) {
        if (!known.get(key).contains(value) && !Vocabulary.mayHold(field, value)) {
          strange.add(place + ": no " + field + " is ever " + value);
        }
      }
    }
  }
}
