package io.zhijing.dashboards.console.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.connectors.wire.rules.RulesDocument;
import io.zhijing.connectors.wire.yaml.SettingsFaults;
import io.zhijing.dashboards.console.orders.FaultyException.OrderFault;
import io.zhijing.dashboards.console.query.RulesQueries.RulesChange;
import io.zhijing.dashboards.console.query.RulesView;
import io.zhijing.dashboards.console.view.RulesPage.Answer;
import io.zhijing.dashboards.console.view.RulesPage.Line;
import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.model.ReportStream;
import io.zhijing.detection.rules.Emphasis;
import io.zhijing.detection.rules.RuleSet;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Rules as a text: where its faults stand, and what changed. */
class RuleTextTest {
  private static final String TEXT =
      """
      id: centre
      version: 2
      levels:
        blue: {score: many, excess: 4}
      keys:
        - {node: a}
        - {node: b}
      """;

  private static Optional<Integer> line(String text, String fault) {
    return new RuleLines(text).of(List.of(new OrderFault("text", fault))).get(0).line();
  }

  @Test
  void aFaultStandsAtTheLineOfItsPath() {
    assertThat(line(TEXT, "version must be higher")).contains(2);
    assertThat(line(TEXT, "levels.blue.score: not a number")).contains(4);
    assertThat(line(TEXT, "keys[1].node: unknown")).contains(7);
  }

  @Test
  void whatIsMissingStandsAtWhatShouldContainIt() {
    assertThat(line(TEXT, "levels.red.score: missing")).contains(3);
    assertThat(line(TEXT, "Nothing is right")).isEmpty();
  }

  @Test
  void whatCannotBeReadStandsWhereReadingEnded() {
    assertThat(line("id: centre\nlevels: {blue: [}\n", "unreadable")).contains(2);
  }

  @Test
  void aDraftSaysAllThatTheRulesOfTheSettingsSay() throws SettingsFaults {
    RuleSet standard = RuleSet.standard();
    Emphasis emphasis =
        new Emphasis(
            List.of(new Emphasis.Key(Dimension.REGION, "150600", -0.5, "key: \"energy\"")),
            List.of(
                new Emphasis.Silence(
                    Map.of(Dimension.REGION, "150102", Dimension.SECTOR, "C1353"),
                    1_800_000_000_000L,
                    "li",
                    "announced, twice")),
            Map.of(ReportStream.INSPECTION, -0.6));
    RuleSet rules =
        new RuleSet(
            "centre",
            3,
            standard.detection(),
            standard.levels(),
            standard.life(),
            standard.duties(),
            emphasis,
            standard.spread());
    RulesView view = RulesView.of(rules, Optional.empty(), Optional.empty());
    String draft = RuleDraft.of(view, "adam").replace("reason: \"\"", "reason: more");
    RuleSet read = RulesDocument.read(draft, standard).rules();
    assertThat(read.version()).isEqualTo(4);
    assertThat(read.emphasis()).isEqualTo(emphasis);
    assertThat(read.levels()).isEqualTo(standard.levels());
  }

  /** A list that a text leaves out is the settings'. */
  @Test
  void aDraftWithoutKeysAndSilencesClearsThoseOfTheSettings() throws SettingsFaults {
    RulesView view = RulesView.of(RuleSet.standard(), Optional.empty(), Optional.empty());
    String draft = RuleDraft.of(view, "adam").replace("reason: \"\"", "reason: fewer");
    RuleSet settings =
        RulesDocument.read(
                """
                id: a
                version: 1
                author: li
                reason: why
                keys: [{sector: C144, score: -1, reason: key sector}]
                silences: [{sector: C1353, until: '2030-01-01T00:00:00Z', actor: li, reason: why}]
                """,
                RuleSet.standard())
            .rules();
    assertThat(RulesDocument.read(draft, settings).rules().emphasis()).isEqualTo(Emphasis.none());
  }

  @Test
  void anAnswerThatHadNotComeMayHaveComeSince() {
    Answer pending = new Answer("centre@2", "pending", Optional.empty());
    assertThat(RulesPages.sinceThen(pending, List.of(change("centre@1", "applied"))))
        .isEqualTo(pending);
    assertThat(RulesPages.sinceThen(pending, List.of(change("centre@2", "applied"))).state())
        .isEqualTo("done");
    assertThat(RulesPages.sinceThen(pending, List.of(change("centre@2", "invalid"))))
        .isEqualTo(new Answer("centre@2", "refused", Optional.of("invalid")));
  }

  private static RulesChange change(String name, String outcome) {
    return new RulesChange(
        Instant.EPOCH, name, "li", "", Optional.of(outcome), List.of(), Optional.empty());
  }

  @Test
  void aReasonOfADeadLetterIsAFaultAndPerhapsAField() {
    assertThat(Letters.fault("event_date:missing")).isEqualTo("missing");
    assertThat(Letters.field("event_date:missing")).isEqualTo("event_date");
    assertThat(Letters.fault("not_json")).isEqualTo("not_json");
    assertThat(Letters.field("not_json")).isEmpty();
    assertThat(Letters.byFault(Map.of("region:missing", 2L, "sector:missing", 3L, "not_json", 1L)))
        .isEqualTo(Map.of("missing", 5L, "not_json", 1L));
  }

  @Test
  void twoVersionsAreComparedLineByLine() {
    assertThat(RulesPages.lines(List.of("a", "b", "c"), List.of("a", "x", "c", "d")))
        .containsExactly(
            new Line("same", "a"),
            new Line("removed", "b"),
            new Line("added", "x"),
            new Line("same", "c"),
            new Line("added", "d"));
  }
}
