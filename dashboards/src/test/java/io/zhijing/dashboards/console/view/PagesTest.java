package io.zhijing.dashboards.console.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.dashboards.console.access.Role;
import io.zhijing.dashboards.console.access.Viewer;
import io.zhijing.dashboards.console.api.About;
import io.zhijing.dashboards.console.api.Request;
import io.zhijing.dashboards.console.query.Named;
import io.zhijing.dashboards.console.query.Paging;
import io.zhijing.dashboards.console.query.WarningFilter.Order;
import io.zhijing.dashboards.console.query.WarningList;
import io.zhijing.dashboards.console.query.WarningSummary;
import io.zhijing.dashboards.console.query.WarningSummary.Handling;
import io.zhijing.dashboards.console.query.WarningSummary.What;
import io.zhijing.detection.model.ReportStream;
import io.zhijing.detection.model.RiskLevel;
import io.zhijing.detection.model.Scope;
import io.zhijing.detection.warning.Warning.Status;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What pages say, and to whom. */
class PagesTest {
  private static final String EVIL = "\"><script>alert('x')</script><img src=x onerror=alert(1)>";

  private static Renderer renderer(boolean isSimulated, boolean isDemo) {
    About about = new About("p", "Example region", "示例地区", "Asia/Shanghai", isSimulated, "1", "zh");
    return new Renderer(about, new SecureRandom(), isDemo);
  }

  private static Frame frame(Renderer renderer, String language, Viewer viewerOrNull) {
    Request.Caller caller =
        new Request.Caller(
            Optional.ofNullable(viewerOrNull),
            language,
            "127.0.0.1",
            "/warnings",
            Optional.of("key"),
            Optional.of("the-csrf-token"),
            Optional.empty());
    return renderer.frame(new Request(caller, ProblemPage.ROUTE, Map.of(), null));
  }

  private static Viewer person(String name, Role role) {
    return new Viewer(name, Set.of(role), Set.of("food_regulator"), Set.of(), "zh");
  }

  private static WarningSummary warning(String where, Status status, RiskLevel level) {
    Named department = new Named("d", where, where);
    return new WarningSummary(
        "inspection;region=" + where + "@2025-07-02",
        1,
        status,
        level,
        RiskLevel.ORANGE,
        Optional.of(Scope.REGIONAL),
        ReportStream.INSPECTION,
        "inspection;region=150100",
        new What(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            where,
            where,
            where,
            where),
        LocalDate.of(2025, 7, 2),
        Instant.EPOCH,
        Optional.empty(),
        Optional.empty(),
        new Handling(
            department,
            List.of(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            "watch",
            "banner_officer",
            Optional.empty(),
            Optional.empty(),
            true,
            2,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false));
  }

  private static String list(Renderer renderer, Frame frame, String text, WarningSummary... items) {
    WarningListPage page =
        new WarningListPage(
            new WarningList(List.of(items), items.length, Map.of()),
            Order.RAISED,
            new Paging(1, 25),
            Link.of("/warnings", "text", text),
            new WarningListPage.Form(
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(new Choices.Choice(text, text, 1, true)),
                List.of(),
                List.of(),
                List.of(),
                text,
                text,
                false,
                text),
            List.of(new WarningListPage.Chip(text, "/warnings")));
    return renderer.text(frame, "warnings", page);
  }

  @Test
  void whateverNamesAndFiltersHoldIsTextAndNeverMarkup() {
    Renderer renderer = renderer(true, false);
    String html =
        list(
            renderer,
            frame(renderer, "zh", person(EVIL, Role.ADMINISTRATOR)),
            EVIL,
            warning(EVIL, Status.OPEN, RiskLevel.BLUE));
    assertThat(html).doesNotContain("<script>alert", "<img");
    assertThat(html).contains("&lt;script&gt;alert(", "value=\"&#34;>&lt;script>");
  }

  @Test
  void dataOfChartsCannotEndTheElementTheyStandIn() {
    Plot plot =
        new Plot(
            "p",
            EVIL,
            EVIL,
            List.of("</script>"),
            List.of(
                new Plot.Line(
                    "<!--", Plot.Role.COLUMN, List.of(new Plot.Value(Optional.of(1.0), EVIL)))),
            List.of(new Plot.Mark("</script>", "red", "\u2028")),
            List.of(),
            false,
            List.of());
    assertThat(plot.json()).doesNotContain("<", ">", "&", "'", "\u2028").contains("\\u003c");
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void eachRoleIsOfferedThePartsThatItMayEnter(Role role) {
    Renderer renderer = renderer(true, false);
    String html = list(renderer, frame(renderer, "zh", person("li", role)), "");
    boolean hasSubscriptions = role == Role.OFFICER || role == Role.ADMINISTRATOR;
    assertThat(html).contains("href=\"/warnings\" aria-current=\"page\"");
    assertThat(html.contains("href=\"/subscriptions\"")).isEqualTo(hasSubscriptions);
    assertThat(html).contains("action=\"/logout\"", "value=\"the-csrf-token\"");
  }

  @Test
  void aDemoNeedsNoSignInAndOffersNoSignOut() {
    Renderer renderer = renderer(true, true);
    String html = list(renderer, frame(renderer, "zh", Viewer.ofDemo("zh")), "");
    assertThat(html).doesNotContain("action=\"/logout\"").contains("演示环境");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void madeUpDataAreCalledSoAndOthersAreNot(boolean isSimulated) {
    Renderer renderer = renderer(isSimulated, false);
    String html = list(renderer, frame(renderer, "en", person("li", Role.VIEWER)), "");
    assertThat(html.contains("class=\"simulated\"")).isEqualTo(isSimulated);
    assertThat(html.contains("SIMULATED")).isEqualTo(isSimulated);
  }

  @Test
  void pagesAreInTheLanguageAskedForAndLeadToTheOther() {
    Renderer renderer = renderer(true, false);
    Viewer viewer = person("li", Role.VIEWER);
    String chinese = list(renderer, frame(renderer, "zh", viewer), "");
    String english = list(renderer, frame(renderer, "en", viewer), "");
    assertThat(chinese).contains("<html lang=\"zh-CN\">", "示例地区", "lang=en\"");
    assertThat(english).contains("<html lang=\"en\">", "Example region", "lang=zh\"");
    assertThat(chinese + english).doesNotContain("???");
  }

  @Test
  void aWarningThatStandsShowsItsLevelAndOneThatIsOverItsHighest() {
    Renderer renderer = renderer(true, false);
    Frame frame = frame(renderer, "en", person("li", Role.VIEWER));
    String open = list(renderer, frame, "", warning("A", Status.OPEN, RiskLevel.BLUE));
    String closed = list(renderer, frame, "", warning("A", Status.CLOSED, RiskLevel.BLUE));
    assertThat(open).contains("<span class=\"level level-blue\">");
    assertThat(closed)
        .contains("<span class=\"level level-orange\">")
        .doesNotContain("<span class=\"level level-blue\">");
  }

  @Test
  void levelsAreToldByColourWordAndShape() {
    Renderer renderer = renderer(true, false);
    Frame frame = frame(renderer, "zh", person("li", Role.VIEWER));
    for (RiskLevel level : SituationPage.LEVELS) {
      String html = list(renderer, frame, "", warning("A", Status.OPEN, level));
      assertThat(html)
          .contains("level-" + level.code())
          .contains("href=\"#shape-" + level.code() + "\"")
          .contains(frame.code("level", level));
    }
  }
}
