package io.zhijing.dashboards.kibana;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.zhijing.connectors.elasticsearch.DocumentKind;
import io.zhijing.dashboards.kibana.generate.Edition;
import io.zhijing.dashboards.kibana.generate.Edition.Authority;
import io.zhijing.dashboards.kibana.generate.Edition.Opening;
import io.zhijing.dashboards.kibana.objects.IndexFields;
import io.zhijing.dashboards.kibana.source.Language;
import io.zhijing.dashboards.kibana.source.Source;
import io.zhijing.dashboards.kibana.source.SourceReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KibanaFileTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static Map<String, JsonNode> lines(Edition edition) throws IOException {
    Map<String, JsonNode> lines = new LinkedHashMap<>();
    String text = new String(KibanaFile.of(edition, "").ndjson(), StandardCharsets.UTF_8);
    for (String line : text.lines().toList()) {
      JsonNode node = MAPPER.readTree(line);
      lines.put(node.path("type").asText() + " " + node.path("id").asText(), node);
    }
    return lines;
  }

  private static Set<String> dashboards(Map<String, JsonNode> lines) {
    Set<String> names = new LinkedHashSet<>(lines.keySet());
    names.removeIf(name -> !name.startsWith("dashboard "));
    return names;
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void hasNoFaults(Language language) {
    assertThat(KibanaFile.of(Editions.usual(language), "").faults()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void isTheSameEveryTime(Language language) {
    byte[] once = KibanaFile.of(Editions.usual(language), "").ndjson();
    assertThat(KibanaFile.of(Editions.usual(language), "").ndjson()).isEqualTo(once);
    assertThat(new String(once, StandardCharsets.UTF_8)).doesNotContain("$").endsWith("}\n");
  }

  /** Links and other people's dashboards name these ids: a changed one breaks them. */
  @Test
  void idsStayTheSame() throws IOException {
    Set<String> ids = new TreeSet<>(lines(Editions.usual(Language.ZH)).keySet());
    ids.addAll(lines(Editions.usual(Language.EN)).keySet());
    KibanaFile.of(Editions.usual(Language.ZH), "default")
        .rules()
        .rules()
        .forEach(rule -> ids.add("rule " + rule.id()));
    try (InputStream golden = getClass().getResourceAsStream("/kibana-ids.txt")) {
      List<String> expected =
          new String(golden.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      assertThat(ids).containsExactlyElementsOf(expected);
    }
  }

  @Test
  void bothLanguagesStandSideBySideAndShareWhatTheyCan() throws IOException {
    Map<String, JsonNode> zh = lines(Editions.usual(Language.ZH));
    Map<String, JsonNode> en = lines(Editions.usual(Language.EN));
    assertThat(dashboards(zh)).hasSize(8).doesNotContainAnyElementsOf(dashboards(en));
    Set<String> shared = new LinkedHashSet<>(zh.keySet());
    shared.retainAll(en.keySet());
    assertThat(shared)
        .hasSize(12)
        .allMatch(name -> name.startsWith("index-pattern ") || name.startsWith("tag "));
    shared.forEach(name -> assertThat(zh.get(name)).as(name).isEqualTo(en.get(name)));
  }

  @Test
  void eachLanguageReadsTheFieldsOfItsOwn() throws IOException {
    String zh = lines(Editions.usual(Language.ZH)).get("dashboard zhijing-zh-region").toString();
    String en = lines(Editions.usual(Language.EN)).get("dashboard zhijing-en-region").toString();
    assertThat(zh).contains("region_name_zh", "质警 Zhijing · 地区").doesNotContain("region_name_en");
    assertThat(en)
        .contains("region_name_en", "质警 Zhijing · Region")
        .doesNotContain("region_name_zh");
  }

  @Test
  void anIdLinksIntoTheConsole() throws IOException {
    JsonNode view = lines(Editions.usual(Language.ZH)).get("index-pattern zhijing-view-warnings");
    JsonNode formats = MAPPER.readTree(view.at("/attributes/fieldFormatMap").asText());
    assertThat(formats.at("/warning_id/params/urlTemplate").asText())
        .isEqualTo("http://console.example.org:8090/warnings/{{value}}");
    assertThat(formats.at("/level/params/lookupEntries").toString()).contains("红色 RED");
  }

  @Test
  void simulatedDataAreMarkedOnEveryDashboard() throws IOException {
    Edition edition =
        new Edition(
            "zhijing",
            Language.ZH,
            Editions.CONSOLE,
            new Authority(true, 2),
            new Opening("2025-01-01", "2025-12-31", true));
    assertThat(KibanaFile.of(edition, "").faults()).isEmpty();
    Map<String, JsonNode> lines = lines(edition);
    for (String name : dashboards(lines)) {
      JsonNode attributes = lines.get(name).path("attributes");
      JsonNode first = MAPPER.readTree(attributes.path("panelsJSON").asText()).path(0);
      assertThat(first.at("/embeddableConfig/savedVis/params/markdown").asText())
          .as(name)
          .contains("模拟数据 SIMULATED");
      assertThat(first.at("/gridData/y").asInt()).isZero();
      assertThat(attributes.path("timeFrom").asText()).isEqualTo("2025-01-01");
    }
    assertThat(lines(Editions.usual(Language.ZH)).toString()).doesNotContain("SIMULATED");
  }

  @Test
  void withoutAMapThereIsANoteInItsPlace() throws IOException {
    Edition edition =
        new Edition(
            "zhijing", Language.EN, Editions.CONSOLE, new Authority(false, 1), Opening.usual());
    assertThat(KibanaFile.of(edition, "").faults()).isEmpty();
    Map<String, JsonNode> lines = lines(edition);
    assertThat(lines).doesNotContainKey("index-pattern zhijing-view-regions");
    assertThat(lines.get("dashboard zhijing-en-situation").toString())
        .contains("No map to draw")
        .doesNotContain("ES_TERM_SOURCE");
  }

  @Test
  void anotherPrefixIsAnotherSetOfObjects() throws IOException {
    Edition usual = Editions.usual(Language.ZH);
    Edition other =
        new Edition("north", usual.language(), usual.console(), usual.authority(), usual.opening());
    assertThat(KibanaFile.of(other, "").faults()).isEmpty();
    assertThat(lines(other).keySet()).doesNotContainAnyElementsOf(lines(usual).keySet());
    assertThat(lines(other).toString()).doesNotContain("zhijing-view", "\"zhijing-counts\"");
  }

  @Test
  void rulesOfTwoSpacesAreTwoRules() {
    KibanaFile one = KibanaFile.of(Editions.usual(Language.ZH), "default");
    KibanaFile other = KibanaFile.of(Editions.usual(Language.ZH), "centre");
    assertThat(one.rules().rules()).hasSize(6);
    assertThat(one.rules().rules())
        .extracting(rule -> rule.id())
        .doesNotContainAnyElementsOf(
            other.rules().rules().stream().map(each -> each.id()).toList());
    // An alert must not come once in each language.
    assertThat(KibanaFile.of(Editions.usual(Language.EN), "default").rules())
        .isEqualTo(one.rules());
  }

  /** A missed limit moves the warning's own limit on: only its step stays. */
  @Test
  void eachMissedLimitIsToldOfByItsStep() throws IOException {
    JsonNode params = rule("duty-overdue").path("params");
    assertThat(params.at("/index/0").asText()).isEqualTo("zhijing-audit");
    assertThat(params.path("timeField").asText()).isEqualTo("at");
    assertThat(params.path("timeWindowSize").asText() + params.path("timeWindowUnit").asText())
        .as("longer than the reports' clock may be behind")
        .isEqualTo("3d");
    assertThat(params.path("excludeHitsFromPreviousRun").asBoolean()).isTrue();
    assertThat(MAPPER.readTree(params.path("esQuery").asText()).findValuesAsText("action"))
        .isEqualTo(List.of("overdue"));
  }

  /** A warning that missed all limits has no next one, and would stand last by it alone. */
  @ParameterizedTest
  @EnumSource(Language.class)
  void whoMissedMostLimitsStandsFirstOfTheDuties(Language language) throws IOException {
    JsonNode search =
        lines(Editions.usual(language))
            .get("search zhijing-" + language.code() + "-search-open-duties");
    assertThat(search.at("/attributes/sort").toString())
        .isEqualTo("[[\"missed\",\"desc\"],[\"due_at\",\"asc\"]]");
  }

  /** A sector has a stratum in each league, and so up to a dozen signals a day. */
  @Test
  void daysWithASignalAreDays() throws IOException {
    JsonNode board = lines(Editions.usual(Language.EN)).get("dashboard zhijing-en-sector");
    List<String> days = new ArrayList<>();
    for (JsonNode panel : MAPPER.readTree(board.at("/attributes/panelsJSON").asText())) {
      for (JsonNode columns : panel.findValues("columns")) {
        for (JsonNode column : columns) {
          if (column.path("label").asText().equals("Days with a signal")) {
            days.add(
                column.path("operationType").asText() + " " + column.path("sourceField").asText());
            assertThat(column.at("/filter/query").asText()).isEqualTo("signal : true");
          }
        }
      }
    }
    assertThat(days).containsExactly("unique_count day", "unique_count day");
  }

  private static JsonNode rule(String tag) {
    return KibanaFile.of(Editions.usual(Language.ZH), "default").rules().rules().stream()
        .map(rule -> (JsonNode) rule.body())
        .filter(body -> body.at("/tags/1").asText().equals(tag))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @EnumSource(DocumentKind.class)
  void everyFieldHasAName(DocumentKind kind) {
    Source source = SourceReader.shipped(Language.ZH, 2);
    assertThat(source.shared().fields().keySet()).containsAll(IndexFields.of(kind).names());
  }

  @Test
  void everyKindOfDocumentHasAView() {
    Source source = SourceReader.shipped(Language.ZH, 2);
    assertThat(source.shared().views())
        .extracting(view -> view.kind())
        .contains(DocumentKind.values());
  }
}
