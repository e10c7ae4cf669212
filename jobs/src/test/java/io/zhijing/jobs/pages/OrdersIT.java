package io.zhijing.jobs.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.zhijing.connectors.elasticsearch.DocumentKind;
import io.zhijing.connectors.elasticsearch.ElasticsearchSettings;
import io.zhijing.jobs.end.SimulatedRegion;
import io.zhijing.jobs.end.SimulatedRegionExtension;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What people do on the pages, through the running job and back. */
@ExtendWith(SimulatedRegionExtension.class)
class OrdersIT {
  private static final double PATIENCE_MILLIS = 60_000;
  private static final int ALL_OPEN = 4;

  private static Browser browser;
  private static Stored stored;
  private static ElasticsearchSettings elasticsearch;

  @BeforeAll
  static void start(SimulatedRegion region) throws Exception {
    browser = new Browser(PagesConsole.over(region).address());
    elasticsearch = region.servers().elasticsearch(SimulatedRegion.RUN);
    stored = new Stored(region.servers().documents(SimulatedRegion.RUN, DocumentKind.WARNINGS));
  }

  @AfterAll
  static void stop() {
    browser.close();
  }

  private static Visit asAdministrator() {
    return browser.as(PagesConsole.ADMINISTRATOR, "zh", 1280);
  }

  private static void patiently(Locator locator, String text) {
    assertThat(locator)
        .containsText(
            text, new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE_MILLIS));
  }

  /** Fills a command's form and sends it; the page says what the job answered. */
  private static void give(Visit visit, String act, String note) {
    Page page = visit.page();
    Locator form = form(page, act);
    if (!note.isEmpty()) {
      form.locator("textarea[name=note]").fill(note);
    }
    String before = page.url();
    form.locator("button[type=submit]").click();
    page.waitForURL(url -> !url.equals(before));
    page.waitForLoadState();
  }

  private static Locator form(Page page, String act) {
    Locator box = page.locator("details.act:has(input[name=act][value=" + act + "])");
    if (box.getAttribute("open") == null) {
      box.locator("summary").click();
    }
    return box;
  }

  private static List<String> acts(Page page) {
    return page.locator(".desk input[name=act]").all().stream()
        .map(each -> each.getAttribute("value"))
        .toList();
  }

  private static void done(Visit visit) {
    patiently(visit.page().locator("#answer"), "已执行");
    visit.page().waitForLoadState();
  }

  /** A warning that is over is opened again, led through all that officers can do, and closed. */
  @Test
  void everyCommandGoesThroughTheJobAndItsAnswerStandsOnThePage() {
    try (Visit visit = asAdministrator()) {
      Page page = visit.page();
      visit.go("/warnings/" + stored.closed());
      assertThat(acts(page)).containsExactly("reopen");
      give(visit, "reopen", "for a test");
      done(visit);
      assertThat(acts(page)).contains("acknowledge", "dispose", "close", "silence");
      give(visit, "acknowledge", "");
      done(visit);
      assertThat(acts(page)).doesNotContain("acknowledge");
      form(page, "assign").locator("[name=to]").fill("officer wang");
      give(visit, "assign", "");
      done(visit);
      form(page, "refer").locator("[name=department]").selectOption("public_security");
      give(visit, "refer", "counterfeit goods");
      done(visit);
      form(page, "silence")
          .locator("[name=until]")
          .fill(LocalDate.now(ZoneOffset.UTC).plusDays(7).toString());
      give(visit, "silence", "looked after");
      done(visit);
      give(visit, "unsilence", "");
      done(visit);
      form(page, "dispose").locator("[name=measure]").selectOption("rectification");
      give(visit, "dispose", "");
      done(visit);
      visit.check().picture("warning-disposed");
      form(page, "close").locator("[value=false_alarm]").check();
      give(visit, "close", "a test");
      done(visit);
      assertThat(acts(page)).containsExactly("reopen");
      assertThat(page.locator(".timeline").first()).containsText("officer wang");
      visit.check();
      assertThat(visit.faults()).isEmpty();
    }
  }

  @Test
  void aWarningInWhosePlaceAnotherCameLeadsToThatOne() throws IOException {
    String later = stored.closed(2);
    try (Predecessor earlier = Predecessor.of(later, elasticsearch);
        Visit visit = asAdministrator()) {
      Page page = visit.page();
      visit.go("/warnings/" + earlier.id());
      assertThat(acts(page)).isEmpty();
      assertThat(page.locator(".desk")).containsText("本预警已被后来的预警取代");
      visit.check().picture("warning-replaced");
      page.locator(".desk a").click();
      page.waitForURL("**/warnings/" + later);
      assertThat(acts(page)).containsExactly("reopen");
      assertThat(visit.faults()).isEmpty();
    }
  }

  @Test
  void whatTheJobRefusesIsSaidWithItsReason() {
    try (Visit visit = asAdministrator()) {
      visit.go("/warnings/" + stored.closed(1));
      give(visit, "reopen", "");
      patiently(visit.page().locator("#answer"), "监测任务拒绝执行");
      assertThat(visit.page().locator("#answer")).containsText("须说明理由");
      visit.check().picture("warning-refused");
      assertThat(visit.faults()).isEmpty();
    }
  }

  @Test
  void whoLooksOnSeesThatSomethingChanged() {
    try (Visit situation = asAdministrator();
        Visit list = asAdministrator();
        Visit officer = asAdministrator()) {
      situation.go("/");
      list.go("/warnings");
      Locator open = situation.page().locator(".tile .big").nth(ALL_OPEN);
      int before = Integer.parseInt(open.textContent());
      officer.go("/warnings/" + stored.closed(1));
      give(officer, "reopen", "for a test");
      done(officer);
      patiently(open, String.valueOf(before + 1));
      patiently(list.page().locator("#live"), "有新数据");
      situation.check();
      give(officer, "acknowledge", "");
      done(officer);
      form(officer.page(), "close").locator("[value=false_alarm]").check();
      give(officer, "close", "a test");
      done(officer);
      patiently(open, String.valueOf(before));
      assertThat(situation.faults()).isEmpty();
    }
  }

  @Test
  void filtersChangeTheListInPlaceAndStayInTheAddress() {
    try (Visit visit = asAdministrator()) {
      Page page = visit.page();
      visit.go("/warnings");
      Locator rows = page.locator("#result tbody tr");
      int all = rows.count();
      page.waitForResponse(
          response -> response.url().contains("stream=complaint"),
          () -> page.selectOption("#f-stream", "complaint"));
      assertThat(page.locator(".chips")).containsText("投诉举报");
      assertThat(rows.count()).isPositive().isLessThan(all);
      for (String stream : page.locator("#result td.what small").allTextContents()) {
        assertThat(stream).contains("投诉举报");
      }
      assertThat(page.url()).contains("stream=complaint").doesNotContain("level=");
      page.reload();
      assertThat(page.locator("#f-stream")).hasValue("complaint");
      page.locator(".chips a").first().click();
      page.waitForURL(url -> !url.contains("stream=complaint"));
      visit.check();
      assertThat(visit.faults()).isEmpty();
    }
  }

  @Test
  void listsAreReadPartByPartAndSorted() {
    try (Visit visit = asAdministrator()) {
      Page page = visit.page();
      visit.go("/strata/find?stream=inspection");
      Set<String> seen = new TreeSet<>(page.locator("#result td.what a").allTextContents());
      page.click(".pager a[rel=next]");
      page.waitForURL(url -> url.contains("page=2"));
      List<String> second = page.locator("#result td.what a").allTextContents();
      assertThat(second).isNotEmpty().doesNotContainAnyElementsOf(seen);
      visit.go("/warnings");
      page.click("thead a[href*='sort=score']");
      page.waitForURL(url -> url.contains("sort=score"));
      List<Double> scores =
          page.locator("#result td[data-label=得分]").allTextContents().stream()
              .map(String::strip)
              .filter(text -> text.matches("[0-9.]+"))
              .map(Double::parseDouble)
              .toList();
      assertThat(scores).hasSizeGreaterThan(3).isSortedAccordingTo((a, b) -> Double.compare(b, a));
      assertThat(visit.faults()).isEmpty();
    }
  }

  @Test
  void tablesAndReportsCanBeTakenAlong() throws IOException {
    try (Visit visit = asAdministrator()) {
      Page page = visit.page();
      visit.go("/warnings?stream=inspection");
      String table = new String(taken(page, ".exports a:text-is('CSV')"), StandardCharsets.UTF_8);
      assertThat(table).contains("inspection;").doesNotContain("complaint;");
      assertThat(taken(page, ".exports a:text-is('XLSX')")).startsWith('P', 'K');
      visit.go("/report");
      assertThat(new String(taken(page, ".exports a:text-is('PDF')"), StandardCharsets.ISO_8859_1))
          .startsWith("%PDF");
      assertThat(new String(taken(page, ".exports a:text-is('HTML')"), StandardCharsets.UTF_8))
          .contains("<html");
      assertThat(taken(page, ".exports a:text-is('CSV')")).isNotEmpty();
      assertThat(visit.faults()).isEmpty();
    }
  }

  private static byte[] taken(Page page, String link) throws IOException {
    Download download = page.waitForDownload(() -> page.click(link));
    return Files.readAllBytes(download.path());
  }

  @Test
  void aDayOfAChartLeadsToItsReports() {
    try (Visit visit = asAdministrator()) {
      Page page = visit.page();
      visit.go("/strata?stratum=" + stored.stratum("inspection"));
      visit.check();
      Locator chart = page.locator("#series .canvas");
      for (int part = 9; part > 0 && !page.url().contains("/reports"); part--) {
        double width = chart.boundingBox().width;
        chart.click(new Locator.ClickOptions().setPosition(width * part / 10, 120));
        page.waitForLoadState();
      }
      page.waitForURL(url -> url.contains("reports"));
      assertThat(page.locator("main table tbody tr").count()).isPositive();
      assertThat(visit.faults()).isEmpty();
    }
  }

  @Test
  void rulesAreCheckedWithTheLinesOfTheirFaultsAndPublished() {
    try (Visit visit = asAdministrator()) {
      Page page = visit.page();
      visit.go("/rules");
      String draft = page.inputValue("#rules-text");
      String ours = draft.replaceFirst("reason: \"\"", "reason: nothing changes");
      page.fill("#rules-text", ours.replaceFirst("score: [0-9.]+", "score: many"));
      page.click("button:text-is('检查')");
      assertThat(page.locator(".faults").last()).containsText("行");
      visit.check().picture("rules-faulty");
      page.fill("#rules-text", ours);
      page.click("button:text-is('检查')");
      assertThat(page.locator("#editor .answer-done")).containsText("无误");
      page.click("button:text-is('下发')");
      patiently(page.locator("#answer"), "已执行");
      visit.check();
      assertThat(visit.faults()).isEmpty();
    }
  }

  @Test
  void aSubscriptionIsAddedChangedAndTakenAway() {
    try (Visit visit = browser.as(PagesConsole.OFFICER, "zh", 1280)) {
      Page page = visit.page();
      visit.go("/subscriptions?new=true");
      page.fill("#u-id", "pages-1");
      page.fill("#u-channel", "pigeon");
      page.fill("#u-regions", "atlantis");
      page.click("form .main");
      assertThat(page.locator("p:has(#u-channel) .fault")).isVisible();
      assertThat(page.locator("p:has(#u-regions) .fault")).isVisible();
      visit.check().picture("subscription-faulty");
      page.fill("#u-channel", "mail");
      page.fill("#u-address", "ola@example.org");
      page.fill("#u-regions", "150600");
      page.click("form .main");
      page.waitForURL(url -> url.contains("done=true"));
      awaitRow(page, 1);
      visit.check().picture("subscriptions-one");
      page.click("a[aria-label='修改 pages-1']");
      page.selectOption("#u-min", "orange");
      page.click("form .main");
      page.waitForURL(url -> url.contains("done=true"));
      page.click("summary[aria-label='删除 pages-1']");
      page.click("button:text-is('确认删除')");
      page.waitForURL(url -> url.contains("done=true"));
      awaitRow(page, 0);
      assertThat(visit.faults()).isEmpty();
    }
  }

  private static void awaitRow(Page page, int rows) {
    org.awaitility.Awaitility.await()
        .atMost(java.time.Duration.ofMillis((long) PATIENCE_MILLIS))
        .until(
            () -> {
              page.reload();
              return page.locator("th:text-is('pages-1')").count() == rows;
            });
  }

  @Test
  void whoIsNotSignedInIsAskedToAndThenGoesOn() {
    try (Visit visit = browser.asNobody("zh", 1280)) {
      Page page = visit.page();
      visit.go("/warnings?status=closed");
      assertThat(page.url()).contains("/login?next=");
      visit.signIn(PagesConsole.ANALYST, "not the password");
      assertThat(page.locator("[role=alert]")).containsText("用户名或密码不正确");
      visit.check();
      visit.signIn(PagesConsole.ANALYST, PagesConsole.PASSWORD);
      assertThat(page.url()).contains("/warnings?status=closed");
      page.click(".tongue");
      assertThat(page.locator("h1")).hasText("Warnings");
      page.click("header nav a[href='/quality']");
      assertThat(page.locator("html")).hasAttribute("lang", "en");
      page.click(".me summary");
      page.click(".me button");
      page.waitForURL(url -> url.contains("login"));
      visit.go("/warnings");
      assertThat(page.url()).contains("/login");
      assertThat(visit.faults()).isEmpty();
    }
  }
}
