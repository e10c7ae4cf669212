package io.zhijing.jobs.kibana;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zhijing.connectors.elasticsearch.DocumentKind;
import io.zhijing.connectors.elasticsearch.DocumentReader;
import io.zhijing.dashboards.kibana.KibanaFile;
import io.zhijing.dashboards.kibana.check.Checker;
import io.zhijing.dashboards.kibana.check.Contents;
import io.zhijing.dashboards.kibana.check.Contents.Chart;
import io.zhijing.dashboards.kibana.generate.AlertRules.AlertRule;
import io.zhijing.dashboards.kibana.generate.Edition;
import io.zhijing.dashboards.kibana.generate.Edition.Authority;
import io.zhijing.dashboards.kibana.generate.Edition.Opening;
import io.zhijing.dashboards.kibana.kql.Kql;
import io.zhijing.dashboards.kibana.kql.KqlQuery;
import io.zhijing.dashboards.kibana.source.Language;
import io.zhijing.detection.model.ReportStream;
import io.zhijing.jobs.end.SimulatedRegion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Everything that the dashboards ask for is there: each chart, control, search, mark, map and rule
 * is asked of a real Elasticsearch that holds the simulated year, written by the real pipeline.
 */
class DashboardsIT {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String PREFIX = SimulatedRegion.RUN;

  private static SimulatedRegion region;
  private static Asked asked;

  @BeforeAll
  static void fill() throws Exception {
    region = SimulatedRegion.shared();
    KibanaYear.complete(region);
    asked = new Asked(region.elasticsearch());
  }

  @AfterAll
  static void close() throws IOException {
    asked.close();
  }

  private static KibanaFile file(Language language) {
    return KibanaFile.of(
        new Edition(
            PREFIX,
            language,
            "http://127.0.0.1:8080",
            new Authority(true, 2),
            new Opening("2025-01-01", "2025-12-31", true)),
        "");
  }

  private static Contents contents(Language language) {
    return Checker.contents(file(language).ndjson(), PREFIX);
  }

  private static LensAnswer ask(Chart chart) throws IOException {
    long latest =
        chart.view().time().isEmpty() ? 0 : asked.latest(chart.view().index(), chart.view().time());
    LensSearch search = new LensSearch(chart, latest);
    return new LensAnswer(search, asked.search(chart.view().index(), search.body()));
  }

  /** Charts that rightly show nothing, or zero in a column, of this year; each with the reason. */
  @ParameterizedTest
  @EnumSource(Language.class)
  void everyChartShowsSomething(Language language) throws IOException {
    Set<String> quiet = new TreeSet<>();
    for (Chart chart : contents(language).charts()) {
      LensAnswer answer = ask(chart);
      Set<String> empty = new TreeSet<>(new LensSearch(chart, 0).numbers());
      empty.removeAll(answer.filled());
      for (String number : empty) {
        quiet.add(chart.place().replace("zhijing-" + language.code() + "-", "") + " " + number);
      }
      if (answer.documents() == 0) {
        assertThat(asked.count(chart.view().index(), relaxed(chart.query())))
            .as("%s shows nothing, whatever its codes: %s", chart.place(), chart.query())
            .isPositive();
      }
    }
    assertThat(quiet).containsExactlyInAnyOrderElementsOf(KibanaYear.QUIET.keySet());
  }

  private static ObjectNode relaxed(String query) {
    return KqlQuery.of(Vocabulary.relaxed(Kql.parse(query)));
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void everyConstantOfAQueryIsOne(Language language) throws IOException {
    assertThat(Constants.strange(contents(language), asked)).isEmpty();
  }

  @Test
  void aConstantInAnotherCaseIsFound() throws IOException {
    String file = new String(file(Language.ZH).ndjson(), java.nio.charset.StandardCharsets.UTF_8);
    String spoilt = file.replace("level : \\\\\\\"red\\\\\\\"", "level : \\\\\\\"RED\\\\\\\"");
    assertThat(spoilt).isNotEqualTo(file);
    Contents contents =
        Checker.contents(spoilt.getBytes(java.nio.charset.StandardCharsets.UTF_8), PREFIX);
    assertThat(Constants.strange(contents, asked))
        .isNotEmpty()
        .allMatch(fault -> fault.contains("level") && fault.contains("RED"));
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void everyControlHasSomethingToChoose(Language language) throws IOException {
    for (Contents.Control control : contents(language).controls()) {
      assertThat(asked.terms(control.view().index(), control.field(), all()))
          .as(control.place())
          .isNotEmpty();
    }
  }

  private static ObjectNode all() {
    return KqlQuery.of(new Kql.All());
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void everySearchFindsSomethingInItsOrder(Language language) throws IOException {
    Set<String> empty = new TreeSet<>();
    for (Contents.Table table : contents(language).tables()) {
      ObjectNode body = MAPPER.createObjectNode().put("size", 1);
      body.set("query", KqlQuery.of(Kql.parse(table.query())));
      table.sort().forEach(field -> body.withArray("/sort").addObject().put(field, "desc"));
      JsonNode answer = asked.search(table.view().index(), body);
      if (answer.at("/hits/hits").isEmpty()) {
        empty.add(table.place());
      }
    }
    assertThat(empty).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void everyMarkHasATimeAndAText(Language language) throws IOException {
    for (Contents.Marks marks : contents(language).marks()) {
      ObjectNode query = MAPPER.createObjectNode();
      var filters = query.putObject("bool").putArray("filter");
      filters.add(KqlQuery.of(Kql.parse(marks.query())));
      List<String> needed = new ArrayList<>(marks.fields());
      needed.add(marks.time());
      needed.forEach(field -> filters.addObject().putObject("exists").put("field", field));
      assertThat(asked.count(marks.view().index(), query)).as(marks.place()).isPositive();
    }
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void whatAMapJoinsMeetsItsShapes(Language language) throws IOException {
    List<Contents.MapLayer> layers = contents(language).maps();
    assertThat(layers).hasSize(2);
    for (Contents.MapLayer layer : layers) {
      List<String> codes =
          asked.terms(
              layer.view().index(),
              layer.layer().at("/joins/0/leftField").asText(),
              KqlQuery.of(Kql.parse(layer.query())));
      assertThat(codes).as(layer.place()).hasSizeGreaterThan(10);
      for (int i = 0; i < layer.joined().size(); i++) {
        JsonNode right = layer.layer().path("joins").path(i).path("right");
        List<String> keys =
            asked.terms(
                layer.joined().get(i).index(),
                right.path("term").asText(),
                KqlQuery.of(Kql.parse(right.at("/whereQuery/query").asText())));
        keys.retainAll(codes);
        assertThat(keys).as("%s join %s", layer.place(), i).isNotEmpty();
      }
    }
  }

  @Test
  void everyRuleCanBeAsked() throws IOException {
    Set<String> quiet = new TreeSet<>();
    for (AlertRule rule : file(Language.ZH).rules().rules()) {
      JsonNode params = rule.body().path("params");
      JsonNode query = MAPPER.readTree(params.path("esQuery").asText()).path("query");
      String index = params.at("/index/0").asText();
      ObjectNode timed = MAPPER.createObjectNode();
      timed
          .putObject("bool")
          .putArray("filter")
          .add(query)
          .addObject()
          .putObject("exists")
          .put("field", params.path("timeField").asText());
      if (asked.count(index, timed) == 0) {
        quiet.add(rule.body().at("/tags/1").asText());
      }
    }
    assertThat(quiet).containsExactlyElementsOf(KibanaYear.QUIET_RULES);
  }

  private static Chart chart(String dashboard, int panel) {
    String place = "dashboard zhijing-zh-" + dashboard + " panel p" + panel;
    return contents(Language.ZH).charts().stream()
        .filter(each -> each.place().equals(place))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aCountOfReportsIsTheSinksOwn() throws IOException {
    LensAnswer byStream = ask(chart("situation", 10));
    assertThat((long) byStream.total("v1"))
        .isEqualTo(asked.count(PREFIX + "-reports", all()))
        .as("with one that came too late and one that was taken back")
        .isEqualTo(region.counted().size() + 2L);
  }

  /** The heat map goes over leagues and divisions; a sum over other strata would be another. */
  @Test
  void sumsOverCountsAreSumsOverReports() throws IOException {
    long tests =
        region.counted().stream()
            .filter(each -> each.identity().stream() == ReportStream.INSPECTION)
            .mapToLong(each -> each.outcome().trials())
            .sum();
    Chart sectors = chart("sector", 0);
    Kql inDivisions = Kql.parse("stream : \"inspection\" and grain : \"region-sector\"");
    assertThat(Kql.parse(sectors.query()).constants())
        .containsAllEntriesOf(inDivisions.constants());
    double atSections =
        asked.sum(
            PREFIX + "-counts",
            "trials",
            KqlQuery.of(Kql.parse("stream : \"inspection\" and grain : \"all\"")));
    assertThat(Math.round(atSections)).isEqualTo(tests);
    double deeper =
        asked.sum(
            PREFIX + "-counts",
            "trials",
            KqlQuery.of(
                Kql.parse("stream : \"inspection\" and grain : \"sector\" and sector_level : 2")));
    assertThat(Math.round(ask(sectors).total("v0"))).isEqualTo(Math.round(deeper));
  }

  /** A trend shows the largest stratum within what is chosen: that is the choice itself. */
  @Test
  void aTrendIsOfWhatIsChosen() throws IOException {
    Chart trend = chart("region", 1);
    assertThat(chosen(trend, "")).containsExactly("抽检 · 内蒙古自治区");
    assertThat(chosen(trend, "region_zh : \"呼和浩特市\"")).containsExactly("抽检 · 呼和浩特市");
    assertThat(chosen(trend, "region_zh : \"赛罕区\"")).containsExactly("抽检 · 赛罕区");
    assertThat(chosen(trend, "sector_zh : \"食品制造业\"")).containsExactly("抽检 · 食品制造业");
    assertThat(chosen(trend, "region_zh : \"赤峰市\" and sector_zh : \"食品制造业\""))
        .containsExactly("抽检 · 赤峰市 · 食品制造业");
    Chart complaints = chart("region", 2);
    assertThat(chosen(complaints, "region_zh : \"包头市\"")).containsExactly("投诉 · 包头市");
  }

  private static List<String> chosen(Chart chart, String kql) throws IOException {
    LensSearch search = new LensSearch(chart, 0);
    JsonNode body = search.body(KqlQuery.of(Kql.parse(kql)));
    return new LensAnswer(search, asked.search(chart.view().index(), body)).outer();
  }

  @Test
  void theAccountsAddUp() throws IOException {
    LensAnswer accounts = ask(chart("pipeline-health", 0));
    assertThat(accounts.total("v1")).isEqualTo(accounts.total("v2") + accounts.total("v3"));
    assertThat(accounts.total("v3")).isEqualTo(4);
    assertThat(accounts.total("v8")).isEqualTo(1);
  }

  @Test
  void everyPlanTargetOfEveryLeagueIsThere() throws IOException {
    assertThat(asked.count(PREFIX + "-targets", query("year : 2025"))).isEqualTo(48 * 13);
    assertThat(asked.count(PREFIX + "-targets", query("year : 2025 and source : \"counts\"")))
        .isGreaterThan(20);
    assertThat(
            asked.count(
                PREFIX + "-targets", query("year : 2025 and outcome : \"no_data\" and value : *")))
        .isZero();
    assertThat(asked.terms(PREFIX + "-targets", "year", query("latest : true")))
        .containsExactly("2025");
    try (DocumentReader reader = new DocumentReader(region.elasticsearch())) {
      JsonNode whole =
          MAPPER.readTree(
              reader
                  .source(DocumentKind.TARGETS.index(PREFIX, "2025"), "P06@150000@2025")
                  .orElseThrow());
      long tests =
          region.counted().stream()
              .filter(each -> each.identity().stream() == ReportStream.INSPECTION)
              .filter(each -> each.what().sector().equals("A"))
              .mapToLong(each -> each.outcome().trials())
              .sum();
      assertThat(whole.path("denominator").asLong()).isEqualTo(tests);
      assertThat(whole.path("before").asDouble()).as("of 2024, by an officer").isEqualTo(95.5);
    }
  }

  private static ObjectNode query(String kql) {
    return KqlQuery.of(Kql.parse(kql));
  }
}
