package io.zhijing.dashboards.console.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.dashboards.console.orders.FaultyException.OrderFault;
import io.zhijing.dashboards.console.view.RulesPage.Line;
import java.util.List;
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
