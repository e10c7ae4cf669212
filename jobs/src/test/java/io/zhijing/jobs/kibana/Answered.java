package io.zhijing.jobs.kibana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zhijing.dashboards.kibana.check.Contents;
import io.zhijing.dashboards.kibana.check.Contents.Chart;
import io.zhijing.dashboards.kibana.check.Contents.Control;
import io.zhijing.dashboards.kibana.check.Contents.MapLayer;
import io.zhijing.dashboards.kibana.check.Contents.Marks;
import io.zhijing.dashboards.kibana.check.Contents.Table;
import io.zhijing.dashboards.kibana.kql.Kql;
import io.zhijing.dashboards.kibana.kql.KqlQuery;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which questions of the dashboards have no answer in Elasticsearch. Each method names what is
 * empty.
 */
record Answered(Asked asked) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  LensAnswer ask(Chart chart) throws IOException {
    String time = chart.view().time();
    long latest = time.isEmpty() ? 0 : asked.latest(chart.view().index(), time);
    LensSearch search = new LensSearch(chart, latest);
    return new LensAnswer(search, asked.search(chart.view().index(), search.body()));
  }

  /** Numbers of charts that are nowhere anything but zero, as place and column. */
  Set<String> emptyNumbers(Contents contents) throws IOException {
    Set<String> empty = new TreeSet<>();
    for (Chart chart : contents.charts()) {
      Set<String> numbers = new TreeSet<>(new LensSearch(chart, 0).numbers());
      numbers.removeAll(ask(chart).filled());
      numbers.forEach(number -> empty.add(chart.place() + " " + number));
    }
    return empty;
  }

  /** Charts whose query finds nothing even if every code may be another of its list. */
  Set<String> hopeless(Contents contents) throws IOException {
    Set<String> hopeless = new TreeSet<>();
    for (Chart chart : contents.charts()) {
      Kql query = Vocabulary.relaxed(Kql.parse(chart.query()));
      if (asked.count(chart.view().index(), KqlQuery.of(query)) == 0) {
        hopeless.add(chart.place());
      }
    }
    return hopeless;
  }

  Set<String> emptyControls(Contents contents) throws IOException {
    Set<String> empty = new TreeSet<>();
    for (Control control : contents.controls()) {
      ObjectNode all = KqlQuery.of(new Kql.All());
      if (asked.terms(control.view().index(), control.field(), all).isEmpty()) {
        empty.add(control.place());
      }
    }
    return empty;
  }

  Set<String> emptySearches(Contents contents) throws IOException {
    Set<String> empty = new TreeSet<>();
    for (Table table : contents.tables()) {
      ObjectNode body = MAPPER.createObjectNode().put("size", 1);
      body.set("query", KqlQuery.of(Kql.parse(table.query())));
      ArrayNode sort = body.putArray("sort");
      table.sort().forEach(field -> sort.addObject().put(field, "desc"));
      if (asked.search(table.view().index(), body).at("/hits/hits").isEmpty()) {
        empty.add(table.place());
      }
    }
    return empty;
  }

  /** Marks of which none has a time and all that is shown beside it. */
  Set<String> emptyMarks(Contents contents) throws IOException {
    Set<String> empty = new TreeSet<>();
    for (Marks marks : contents.marks()) {
      List<String> needed = new ArrayList<>(marks.fields());
      needed.add(marks.time());
      if (asked.count(marks.view().index(), having(marks.query(), needed)) == 0) {
        empty.add(marks.place());
      }
    }
    return empty;
  }

  /** A query of documents that have all of some fields. */
  static ObjectNode having(String kql, List<String> fields) {
    ObjectNode query = MAPPER.createObjectNode();
    ArrayNode filters = query.putObject("bool").putArray("filter");
    filters.add(KqlQuery.of(Kql.parse(kql)));
    fields.forEach(field -> filters.addObject().putObject("exists").put("field", field));
    return query;
  }

  /** Joins of maps whose keys meet no shape: such a map is white. */
  Set<String> whiteMaps(Contents contents) throws IOException {
    Set<String> white = new TreeSet<>();
    for (MapLayer layer : contents.maps()) {
      List<String> codes =
          asked.terms(
              layer.view().index(),
              layer.layer().at("/joins/0/leftField").asText(),
              KqlQuery.of(Kql.parse(layer.query())));
      for (int i = 0; i < layer.joined().size(); i++) {
        JsonNode right = layer.layer().path("joins").path(i).path("right");
        List<String> keys =
            asked.terms(
                layer.joined().get(i).index(),
                right.path("term").asText(),
                KqlQuery.of(Kql.parse(right.at("/whereQuery/query").asText())));
        keys.retainAll(codes);
        if (keys.isEmpty()) {
          white.add(layer.place() + " join " + i);
        }
      }
    }
    return white;
  }
}
