package io.zhijing.jobs.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zhijing.connectors.elasticsearch.Connections;
import io.zhijing.connectors.elasticsearch.DocumentKind;
import io.zhijing.connectors.elasticsearch.ElasticsearchSettings;
import io.zhijing.jobs.console.Caller.Answer;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.RestClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What each role is shown of the same documents, and what it is refused. */
@ExtendWith(RunningConsole.Shared.class)
class ConsoleRolesIT {
  private static final List<String> ALL = List.of("vera", "ana", "adam", "ola", "ivan", "otto");

  private final RunningConsole console;
  private String inspected;
  private String complained;

  ConsoleRolesIT(RunningConsole console) {
    this.console = console;
  }

  private Caller as(String user) {
    return Caller.of(console, user);
  }

  @BeforeEach
  void findWarnings() {
    for (JsonNode each : as("adam").get("/warnings?status=open").json().path("items")) {
      if (each.path("stream").asText().equals("inspection")) {
        inspected = Caller.encoded(each.path("id").asText());
      } else {
        complained = Caller.encoded(each.path("id").asText());
      }
    }
    assertThat(inspected).isNotNull();
    assertThat(complained).isNotNull();
  }

  /** Every address that is read, with who may: by the first letters of the names above. */
  private Map<String, String> reads() {
    Map<String, String> reads = new LinkedHashMap<>();
    String all = "vera ana adam ola ivan otto";
    for (String path :
        List.of(
            "/session",
            "/warnings",
            "/exports/warnings.csv",
            "/exports/warnings.xlsx",
            "/strata",
            "/series?stratum=inspection",
            "/exports/series.csv?stratum=inspection",
            "/exports/series.xlsx?stratum=inspection",
            "/signals",
            "/statistics",
            "/quality",
            "/quality/dead-letters",
            "/taxonomies",
            "/taxonomies/region",
            "/regions.geojson",
            "/rules")) {
      reads.put(path, all);
    }
    for (String part : List.of("", "/history", "/deliveries", "/contributions", "/related")) {
      reads.put("/warnings/" + inspected + part, "vera ana adam ola");
      reads.put("/warnings/" + complained + part, "vera ana adam ivan");
    }
    reads.put("/warnings/" + inspected + "/explanation", "vera ana adam ola");
    reads.put("/warnings/" + inspected + "/reports", "ana adam ola");
    reads.put("/warnings/" + complained + "/reports", "ana adam ivan");
    String point = "?stratum=inspection;region=150602&from=2020-10-01&to=2020-10-31";
    for (String path :
        List.of(
            "/reports" + point,
            "/exports/reports.csv" + point,
            "/exports/reports.xlsx" + point,
            "/trace?enterprise=" + SmallRegion.FIRM,
            "/audit")) {
      reads.put(path, "ana adam ola ivan otto");
    }
    reads.put("/subscriptions", "adam ola ivan otto");
    reads.put("/commands/none", "adam ola ivan otto");
    return reads;
  }

  @Test
  void eachRoleReadsWhatItMayAndNothingElse() {
    reads()
        .forEach(
            (path, readers) -> {
              for (String user : ALL) {
                Answer answer = as(user).get(path);
                boolean isReader = List.of(readers.split(" ")).contains(user);
                if (isReader) {
                  assertThat(answer.status()).as(user + " " + path).isIn(200, 202);
                } else {
                  assertThat(answer.status()).as(user + " " + path).isEqualTo(403);
                  assertThat(answer.problem()).isEqualTo("forbidden");
                }
              }
              Answer nobody = Caller.nobody(console.address()).get(path);
              assertThat(nobody.status()).as("nobody " + path).isEqualTo(401);
              assertThat(nobody.problem()).isEqualTo("not_signed_in");
              assertThat(nobody.header("WWW-Authenticate")).startsWith("Bearer");
            });
  }

  @Test
  void whatNobodyNeedSignInForSaysThatTheDataAreMadeUp() {
    Caller nobody = Caller.nobody(console.address());
    JsonNode about = nobody.get("/about").json();
    assertThat(about.path("simulated").asBoolean()).isTrue();
    assertThat(about.path("pack").asText()).isEqualTo("inner-mongolia");
    assertThat(about.path("zone").asText()).isEqualTo("Asia/Shanghai");
    assertThat(nobody.get("/health").json().path("elasticsearch").asText()).isEqualTo("up");
  }

  @Test
  void anOfficersListAndTotalsHoldItsOwnWarningsOnly() {
    assertThat(streams("ola")).containsOnly("inspection");
    assertThat(streams("ivan")).containsOnly("complaint");
    assertThat(streams("otto")).isEmpty();
    assertThat(streams("vera")).contains("inspection", "complaint");
    long seenByAll = as("vera").get("/warnings").json().path("total").asLong();
    long seenByOne = as("ola").get("/warnings").json().path("total").asLong();
    assertThat(seenByOne).isPositive().isLessThan(seenByAll);
    assertThat(as("otto").get("/statistics").json().path("regions")).isEmpty();
    assertThat(as("ola").get("/audit").json().path("items"))
        .isNotEmpty()
        .allSatisfy(each -> assertThat(each.path("warning").asText()).startsWith("inspection"));
    assertThat(as("otto").get("/audit").json().path("items")).isEmpty();
    assertThat(as("otto").get("/exports/warnings.csv").text().lines()).hasSize(1);
  }

  private List<String> streams(String user) {
    return as(user).get("/warnings").json().path("items").findValuesAsText("stream").stream()
        .distinct()
        .toList();
  }

  @Test
  void theReasonOfARefusalIsToldInTheLanguageAskedFor() {
    Answer english = as("otto").get("/warnings/" + inspected + "?lang=en");
    assertThat(english.json().path("reason").asText()).isEqualTo("other_department");
    assertThat(english.json().path("detail").asText())
        .isEqualTo("The warning is routed to another department.");
    Answer chinese =
        as("ola").with("Accept-Language", "zh-CN,zh;q=0.9").get("/warnings/" + complained);
    assertThat(chinese.json().path("detail").asText()).isEqualTo("该预警由其他部门负责。");
    assertThat(chinese.header("Content-Type")).isEqualTo("application/problem+json");
  }

  @Test
  void oneComplaintInOneBannerIsShownToOfficersOfThePlaceOnly() {
    String series = "/series?stratum=" + SmallRegion.LONELY_CELL + "&from=2020-10-18&to=2020-10-26";
    for (String user : List.of("vera", "ana", "ivan")) {
      JsonNode days = as(user).get(series).json().path("days");
      assertThat(days.get(2).path("observed").asText()).as(user).isEqualTo("<3");
      assertThat(days.get(2).path("window").path("observed").asText()).isEqualTo("<3");
      assertThat(days.get(2).path("window").has("p_value")).isFalse();
      assertThat(days.get(1).path("observed").asInt()).isZero();
    }
    for (String user : List.of("ola", "adam", "otto")) {
      JsonNode day = as(user).get(series).json().path("days").get(2);
      assertThat(day.path("observed").asInt()).as(user).isOne();
      assertThat(day.path("observed").isInt()).isTrue();
    }
    String csv = as("ana").get("/exports" + series.replace("series?", "series.csv?")).text();
    assertThat(csv).contains("complaint;region=150603,2020-10-20,counted,,<3,");
    JsonNode strata = as("ana").get("/strata?stream=complaint&region=150603").json();
    assertThat(strata.path("items")).isNotEmpty();
    assertThat(strata.path("items"))
        .allSatisfy(each -> assertThat(each.path("observed").asText()).isEqualTo("<3"));
  }

  @Test
  void nothingBesideMaskedDaysTellsThemApart() {
    JsonNode known = as("adam").get("/warnings/" + complained).json();
    String stratum = known.at("/summary/stratum").asText();
    String series = "/series?stratum=" + Caller.encoded(stratum) + "&from=2020-10-01&to=2020-10-31";
    assertThat(as("adam").get(series).json().findValues("expected")).isNotEmpty();
    for (String user : List.of("vera", "ana")) {
      JsonNode answer = as(user).get(series).json();
      assertThat(answer.path("days").findValues("observed")).as(user).isNotEmpty();
      for (String telling : List.of("expected", "upper_bound", "p_value", "score")) {
        assertThat(answer.findValues(telling)).as(user + " " + telling).isEmpty();
      }
      assertThat(answer.path("warnings")).isNotEmpty();
      for (JsonNode each : answer.path("warnings")) {
        assertThat(each.at("/numbers/observed").asText()).isEqualTo("≥1");
      }
      JsonNode shown = as(user).get("/warnings/" + complained).json();
      assertThat(shown.at("/summary/numbers/observed"))
          .isEqualTo(known.at("/summary/numbers/observed"));
      JsonNode explained = as(user).get("/warnings/" + complained + "/explanation").json();
      assertThat(explained.path("exact").asBoolean()).isTrue();
      assertThat(explained.path("reference").findValuesAsText("observed")).isSubsetOf("0", "≥1");
    }
  }

  @Test
  void theReportsOfAHiddenCellAreNotListed() {
    String point = "?stratum=" + SmallRegion.LONELY_CELL + "&from=2020-10-01&to=2020-10-31";
    JsonNode hidden = as("ana").get("/reports" + point).json();
    assertThat(hidden.path("items")).isEmpty();
    assertThat(hidden.path("total").asText()).isEqualTo("<3");
    assertThat(as("ana").get("/exports/reports.csv" + point).text().lines()).hasSize(1);
    JsonNode shown = as("ola").get("/reports" + point).json();
    assertThat(shown.path("total").asInt()).isOne();
    assertThat(shown.path("items").get(0).path("who").path("product").asText()).isEqualTo("ticket");
  }

  @Test
  void aComplaintSeenFromAboveSaysNeitherWhoNorWhereBelowLeagueLevel() {
    String point = "?stratum=complaint;region=150600&from=2020-10-01&to=2020-10-31";
    JsonNode report = as("ana").get("/reports" + point).json().path("items").get(0);
    assertThat(report.path("withheld").asBoolean()).isTrue();
    assertThat(report.path("region").path("code").asText()).isEqualTo("150600");
    assertThat(report.has("who")).isFalse();
    assertThat(report.has("id")).isFalse();
    assertThat(report.toString()).doesNotContain("150603", "coach", "ticket", "12315");
  }

  @Test
  void noDataZeroAndBrokenAreToldApart() {
    JsonNode days =
        as("vera")
            .get("/series?stratum=" + SmallRegion.LONELY_CELL + "&from=2019-12-30&to=2020-01-02")
            .json()
            .path("days");
    assertThat(states(days)).containsExactly("no_data", "no_data", "zero", "zero");
    assertThat(days.get(0).has("observed")).isFalse();
    JsonNode after =
        as("vera").get("/series?stratum=inspection&from=2020-10-30&to=2020-11-09").json();
    assertThat(states(after.path("days"))).startsWith("counted", "counted").endsWith("no_data");
    JsonNode never =
        as("vera")
            .get("/series?stratum=notification&from=2020-03-01&to=2020-03-02")
            .json()
            .path("days");
    assertThat(states(never)).containsOnly("broken");
    assertThat(never.findValuesAsText("why")).containsOnly("source_silent");
  }

  private static List<String> states(JsonNode days) {
    List<String> states = new ArrayList<>();
    days.forEach(day -> states.add(day.path("state").asText()));
    return states;
  }

  @Test
  void numbersAreThoseOfTheDocuments() throws Exception {
    JsonNode warning = as("ola").get("/warnings/" + inspected).json();
    String id = warning.path("summary").path("id").asText();
    ObjectNode document =
        (ObjectNode)
            new com.fasterxml.jackson.databind.ObjectMapper()
                .readTree(console.documents(DocumentKind.WARNINGS).get(id));
    JsonNode numbers = warning.path("summary").path("numbers");
    assertThat(numbers.path("observed").asLong()).isEqualTo(document.path("observed").asLong());
    assertThat(numbers.path("expected").asDouble()).isEqualTo(document.path("expected").asDouble());
    assertThat(warning.path("steps")).hasSameSizeAs(document.path("transitions"));
    assertThat(warning.path("summary").path("handling").path("department").path("code").asText())
        .isEqualTo("food_regulator");
    JsonNode explained = as("ola").get("/warnings/" + inspected + "/explanation").json();
    assertThat(explained.path("exact").asBoolean()).isTrue();
    assertThat(explained.path("reference")).isNotEmpty();
    JsonNode quality = as("vera").get("/quality").json();
    assertThat(quality.path("accounts"))
        .isNotEmpty()
        .allSatisfy(each -> assertThat(each.path("balanced").asBoolean()).isTrue());
    assertThat(quality.at("/dead_letters/by_reason/trials:negative").asInt()).isOne();
    JsonNode trace = as("ana").get("/trace?enterprise=" + SmallRegion.FIRM).json();
    assertThat(trace.path("places").findValuesAsText("code"))
        .containsExactlyInAnyOrder("150602", "150102", "152501");
    assertThat(trace.path("not_held").toString()).contains("batch", "amount", "deliveries");
  }

  /** Who may not see a warning learns nothing of it from the firm that it names. */
  @Test
  void aTraceTellsOfVisibleWarningsOnlyAndNoShareOfHiddenComplaints() throws Exception {
    ElasticsearchSettings elasticsearch = console.settings(Optional.empty()).elasticsearch();
    try (RestClient client = Connections.open(elasticsearch)) {
      for (String warning : List.of(inspected, complained)) {
        Request write =
            new Request(
                "PUT",
                "/" + elasticsearch.indexPrefix() + "-credit-2020.10/_doc/" + warning.hashCode());
        write.addParameter("refresh", "true");
        write.setJsonEntity(
            """
            {"enterprise":"%s","warning_id":"%s","share":0.5,"status":"standing","level":"red",\
            "at":"2020-11-02T08:00:00Z","revision":2,"actor":"ola","note":"example"}"""
                .formatted(SmallRegion.FIRM, URLDecoder.decode(warning, StandardCharsets.UTF_8)));
        client.performRequest(write);
      }
    }
    assertThat(credit("ola")).containsExactly(URLDecoder.decode(inspected, StandardCharsets.UTF_8));
    assertThat(credit("ivan"))
        .containsExactly(URLDecoder.decode(complained, StandardCharsets.UTF_8));
    assertThat(credit("otto")).isEmpty();
    assertThat(credit("adam")).hasSize(2);
    for (JsonNode event : as("ana").get(trace()).json().path("credit")) {
      boolean isOfComplaints = event.path("warning").asText().startsWith("complaint");
      assertThat(event.hasNonNull("share")).isEqualTo(!isOfComplaints);
    }
  }

  private static String trace() {
    return "/trace?enterprise=" + SmallRegion.FIRM;
  }

  private List<String> credit(String user) {
    return as(user).get(trace()).json().path("credit").findValuesAsText("warning");
  }

  @Test
  void filtersReachBelowANode() {
    assertThat(total("region=150600")).isEqualTo(total("region=150602"));
    assertThat(total("region=150600")).isPositive();
    assertThat(total("region=150000")).isEqualTo(total(""));
    assertThat(total("region=152500&status=open&stream=complaint")).isZero();
    assertThat(total("sector=C")).isEqualTo(total("stream=inspection"));
    assertThat(total("department=food_regulator")).isEqualTo(total("stream=inspection"));
    assertThat(total("overdue=true") + total("overdue=false")).isEqualTo(total(""));
    assertThat(total("text=" + Caller.encoded("新城"))).isPositive();
    assertThat(total("text=" + Caller.encoded("*"))).isZero();
    assertThat(total("raised_from=2020-11-01")).isZero();
  }

  private long total(String filter) {
    return as("adam").get("/warnings?" + filter).json().path("total").asLong();
  }

  @Test
  void pagesLeadFromOneToTheNextWithoutGapOrRepeat() {
    List<String> whole =
        as("adam").get("/warnings?size=200").json().path("items").findValuesAsText("id");
    String next = "/warnings?size=1";
    List<String> seen = new ArrayList<>();
    while (!next.isEmpty()) {
      JsonNode page = as("adam").get(next).json();
      seen.addAll(page.path("items").findValuesAsText("id"));
      next = page.at("/links/next").asText().replace("/api/v1", "");
    }
    assertThat(seen).isEqualTo(whole).doesNotHaveDuplicates();
  }

  @Test
  void exportsHoldTheWholeListAndSayThatTheyAreSimulated() {
    Answer csv = as("adam").get("/exports/warnings.csv?lang=zh");
    assertThat(csv.header("Content-Disposition")).contains("zhijing-warnings.csv");
    long total = as("adam").get("/warnings").json().path("total").asLong();
    assertThat(csv.text().lines()).hasSize((int) total + 1);
    assertThat(csv.text()).contains("新城区").contains(",true");
    Answer workbook = as("adam").get("/exports/warnings.xlsx");
    assertThat(workbook.header("Content-Type")).contains("spreadsheetml");
    assertThat(workbook.body()).startsWith('P', 'K');
  }

  @Test
  void whatSeldomChangesIsSentOnce() {
    Answer first = as("vera").get("/taxonomies/region");
    assertThat(first.header("ETag")).isNotEmpty();
    Answer again = as("vera").with("If-None-Match", first.header("ETag")).get("/taxonomies/region");
    assertThat(again.status()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(as("vera").get("/warnings").header("Cache-Control")).isEqualTo("no-store");
    assertThat(as("vera").get("/taxonomies/planet").status()).isEqualTo(404);
    assertThat(as("vera").get("/regions.geojson").json().path("type").asText())
        .isEqualTo("FeatureCollection");
  }
}
