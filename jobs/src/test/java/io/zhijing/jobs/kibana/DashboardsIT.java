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
import java.nio.charset.StandardCharsets;
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
  private static Answered answered;

  @BeforeAll
  static void fill() throws Exception {
    region = SimulatedRegion.shared();
    KibanaYear.complete(region);
    asked = new Asked(region.elasticsearch());
    answered = new Answered(asked);
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
    return answered.ask(chart);
  }

  /** What rightly shows nothing, or zero, of this year is listed with its reason. */
  @ParameterizedTest
  @EnumSource(Language.class)
  void everyChartShowsSomething(Language language) throws IOException {
    Contents contents = contents(language);
    assertThat(contents.charts()).hasSizeGreaterThan(40);
    Set<String> empty = new TreeSet<>();
    for (String each : answered.emptyNumbers(contents)) {
      empty.add(each.replace("zhijing-" + language.code() + "-", ""));
    }
    assertThat(empty).containsExactlyInAnyOrderElementsOf(KibanaYear.QUIET.keySet());
    assertThat(answered.hopeless(contents)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void everyConstantOfAQueryIsOne(Language language) throws IOException {
    assertThat(Constants.strange(contents(language), asked)).isEmpty();
  }

  private static ObjectNode all() {
    return KqlQuery.of(new Kql.All());
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void everyControlHasSomethingToChoose(Language language) throws IOException {
    assertThat(contents(language).controls()).hasSizeGreaterThan(10);
    assertThat(answered.emptyControls(contents(language))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void everySearchFindsSomethingInItsOrder(Language language) throws IOException {
    assertThat(contents(language).tables()).hasSize(13);
    assertThat(answered.emptySearches(contents(language))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void everyMarkHasATimeAndAText(Language language) throws IOException {
    assertThat(contents(language).marks()).hasSize(4);
    assertThat(answered.emptyMarks(contents(language))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void whatAMapJoinsMeetsItsShapes(Language language) throws IOException {
    assertThat(contents(language).maps()).hasSize(2);
    assertThat(answered.whiteMaps(contents(language))).isEmpty();
  }

  /** The file with a text in its place, however deep it stands in JSON within JSON. */
  private static Contents spoilt(String good, String bad) {
    String file = new String(file(Language.ZH).ndjson(), StandardCharsets.UTF_8);
    for (int depth = 0; depth < 4; depth++) {
      String spoilt = file.replace(escaped(good, depth), escaped(bad, depth));
      if (!spoilt.equals(file)) {
        return Checker.contents(spoilt.getBytes(StandardCharsets.UTF_8), PREFIX);
      }
    }
    throw new IllegalArgumentException("nothing to spoil: " + good);
  }

  private static String escaped(String text, int depth) {
    String escaped = text;
    for (int i = 0; i < depth; i++) {
      escaped = escaped.replace("\\", "\\\\").replace("\"", "\\\"");
    }
    return escaped;
  }

  @Test
  void aConstantInAnotherCaseIsFound() throws IOException {
    assertThat(Constants.strange(spoilt("level : \"red\"", "level : \"RED\""), asked))
        .isNotEmpty()
        .allMatch(fault -> fault.contains("level") && fault.contains("RED"));
  }

  @Test
  void termsOfAFieldThatNobodyFillsAreFound() throws IOException {
    Contents contents =
        spoilt("\"sourceField\":\"region_name_zh\"", "\"sourceField\":\"producer_name_zh\"");
    assertThat(answered.emptyNumbers(contents))
        .anyMatch(each -> each.startsWith("dashboard zhijing-zh-region panel p3"));
  }

  @Test
  void aQueryThatNothingAnswersIsFound() throws IOException {
    Contents contents = spoilt("region_level : 1 and sector_level : 2", "region_level : 7");
    assertThat(answered.hopeless(contents)).isNotEmpty();
  }

  @Test
  void aControlOfAFieldThatNobodyFillsIsFound() throws IOException {
    Contents nobody = spoilt("\"fieldName\":\"label_zh\"", "\"fieldName\":\"silenced_until\"");
    assertThat(answered.emptyControls(nobody)).isNotEmpty();
  }

  @Test
  void aSearchThatFindsNothingIsFound() throws IOException {
    Contents contents = spoilt("stage : \"aggregate\"", "stage : \"elasticsearch\"");
    assertThat(answered.emptySearches(contents)).contains("search zhijing-zh-search-late-reports");
  }

  @Test
  void marksWithoutATextAreFound() throws IOException {
    Contents contents = spoilt("\"textField\":\"label_zh\"", "\"textField\":\"notice\"");
    assertThat(answered.emptyMarks(contents)).isNotEmpty();
  }

  @Test
  void aJoinThatMeetsNoShapeIsFound() throws IOException {
    Contents contents = spoilt("\"term\":\"regions\"", "\"term\":\"sector\"");
    assertThat(answered.whiteMaps(contents)).hasSize(2);
  }

  @Test
  void everyRuleCanBeAsked() throws IOException {
    Set<String> quiet = new TreeSet<>();
    for (AlertRule rule : file(Language.ZH).rules().rules()) {
      JsonNode params = rule.body().path("params");
      JsonNode query = MAPPER.readTree(params.path("esQuery").asText()).path("query");
      String index = params.at("/index/0").asText();
      ObjectNode timed = Answered.having("", List.of(params.path("timeField").asText()));
      timed.withArray("/bool/filter").add(query);
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
