package io.zhijing.jobs.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.connectors.elasticsearch.DocumentKind;
import io.zhijing.jobs.end.SimulatedRegion;
import io.zhijing.jobs.end.SimulatedRegionExtension;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every page in a real browser: it is whole, in words, without a fault that axe-core calls serious,
 * no wider than a telephone, and asks no other host. Pictures stay in target/pages.
 */
@ExtendWith(SimulatedRegionExtension.class)
class PagesIT {
  private static Browser browser;
  private static Map<String, String> pages;
  private static List<String> warnings;

  @BeforeAll
  static void start(SimulatedRegion region) throws Exception {
    browser = new Browser(PagesConsole.over(region).address());
    Stored stored =
        new Stored(region.servers().documents(SimulatedRegion.RUN, DocumentKind.WARNINGS));
    warnings = stored.oneOfEachKind();
    pages = pages(stored, region.year().plan().last().toString());
  }

  @AfterAll
  static void stop() {
    browser.close();
  }

  private static Map<String, String> pages(Stored stored, String last) {
    Map<String, String> pages = new LinkedHashMap<>();
    pages.put("situation", "/");
    pages.put("situation-league", "/?region=150100");
    pages.put("warnings", "/warnings");
    pages.put("warnings-filtered", "/warnings?status=closed&stream=inspection&sort=score");
    pages.put("warnings-none", "/warnings?level=red&text=nothing-is-called-so");
    int number = 1;
    for (String id : stored.oneOfEachKind()) {
      pages.put("warning-" + number++, "/warnings/" + id);
    }
    pages.put("find", "/strata/find");
    pages.put("find-region", "/strata/find?stream=inspection&region=150100");
    pages.put("stratum", "/strata?stratum=" + stored.stratum("inspection"));
    pages.put("stratum-complaints", "/strata?stratum=" + stored.stratum("complaint"));
    pages.put(
        "reports", "/reports?stratum=inspection&from=" + last.substring(0, 8) + "01&to=" + last);
    pages.put("quality", "/quality");
    pages.put("dead-letters", "/quality/dead-letters");
    pages.put("period", "/report");
    pages.put("rules", "/rules");
    pages.put("rules-diff", "/rules/diff");
    pages.put("subscriptions", "/subscriptions");
    pages.put("subscriptions-new", "/subscriptions?new=true");
    pages.put("about", "/about");
    return pages;
  }

  @ParameterizedTest
  @CsvSource({"zh,1280", "zh,360", "en,1280", "en,360"})
  void everyPageIsWholeInEitherLanguageAndOnATelephone(String language, int width) {
    try (Visit visit = browser.as(PagesConsole.ADMINISTRATOR, language, width)) {
      pages.forEach(
          (name, path) -> {
            assertThat(visit.go(path).status()).as(path).isEqualTo(200);
            visit.check().picture(name);
            assertThat(visit.page().locator(".simulated").isVisible()).as(path).isTrue();
          });
      assertThat(visit.faults()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"zh,1280", "en,360"})
  void whatIsWrongIsSaidOnAPage(String language, int width) {
    try (Visit visit = browser.as(PagesConsole.ADMINISTRATOR, language, width)) {
      assertThat(visit.go("/no/such/page").status()).isEqualTo(404);
      visit.page().waitForSelector("h1");
      assertThat(visit.go("/warnings/none@2020-01-01").status()).isEqualTo(404);
      assertThat(visit.go("/warnings?colour=green").status()).isEqualTo(400);
      visit.check().picture("problem");
      assertThat(visit.faults()).isEmpty();
      assertThat(visit.page().content()).doesNotContain("Exception");
    }
    try (Visit visit = browser.asNobody(language, width)) {
      visit.go("/login");
      visit.check().picture("login");
      assertThat(visit.faults()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        PagesConsole.ANALYST,
        PagesConsole.VIEWER,
        PagesConsole.OFFICER,
        PagesConsole.OTHER_OFFICER
      })
  void eachRoleSeesWhatItMayAndIsOfferedNoMore(String user) {
    boolean seesReports = !user.equals(PagesConsole.VIEWER);
    boolean isOfficer = user.startsWith("o");
    try (Visit visit = browser.as(user, "zh", 1280)) {
      visit.go("/");
      visit.check();
      List<String> parts = visit.page().locator("header nav a").allTextContents();
      assertThat(parts.contains("订阅")).isEqualTo(isOfficer);
      for (String part : List.of("/warnings", "/strata/find", "/quality", "/report", "/rules")) {
        assertThat(visit.go(part).status()).as(part).isEqualTo(200);
        visit.check();
      }
      assertThat(visit.page().locator("#rules-text").count()).as("rules are not theirs").isZero();
      assertThat(visit.faults()).isEmpty();
      assertThat(visit.go("/reports?stratum=inspection&from=2025-06-01&to=2025-06-30").status())
          .isEqualTo(seesReports ? 200 : 403);
      assertThat(visit.go("/subscriptions").status()).isEqualTo(isOfficer ? 200 : 403);
    }
  }

  @Test
  void aWarningOffersItsCommandsToThoseAloneWhoMayGiveThem() {
    List<String> offered = new ArrayList<>();
    PagesConsole.people()
        .forEach(
            user -> {
              try (Visit visit = browser.as(user, "zh", 1280)) {
                int status = visit.go("/warnings/" + warnings.get(0)).status();
                if (status == 200) {
                  offered.add(user + " " + (visit.page().locator(".desk form").count() > 0));
                } else {
                  offered.add(user + " " + status);
                }
              }
            });
    assertThat(offered).contains("adam true", "ana false", "vera false", "otto 403").hasSize(5);
  }

  @Test
  void pagesAreWholeWithoutScripts() {
    try (Visit visit = browser.withoutScripts(PagesConsole.ADMINISTRATOR)) {
      visit.go("/warnings?status=closed");
      int all = visit.page().locator("#result tbody tr").count();
      visit.page().selectOption("#f-stream", "complaint");
      visit.page().click(".filter button[type=submit]");
      visit.page().waitForLoadState();
      assertThat(visit.page().url()).contains("stream=complaint");
      assertThat(visit.page().locator("#result tbody tr").count()).isPositive().isLessThan(all);
      visit.go("/warnings/" + warnings.get(0));
      visit.page().click("#series summary");
      assertThat(visit.page().locator("#series table tbody tr").count()).isGreaterThan(50);
    }
  }
}
