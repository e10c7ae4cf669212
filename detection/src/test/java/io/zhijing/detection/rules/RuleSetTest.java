package io.zhijing.detection.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.model.RiskLevel;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RuleSetTest {
  @Test
  void theStandardRulesHaveNoFaults() {
    assertThat(RuleSet.standard().faults()).isEmpty();
  }

  @Test
  void aLevelNeedsScoreAndExcess() {
    RuleSet rules = RuleSet.standard();
    assertThat(rules.levelOf(100, 1)).isEqualTo(RiskLevel.NONE);
    assertThat(rules.levelOf(100, 11)).isEqualTo(RiskLevel.ORANGE);
    assertThat(rules.levelOf(100, 100)).isEqualTo(RiskLevel.RED);
    assertThat(rules.levelOf(7, 100)).isEqualTo(RiskLevel.BLUE);
  }

  @Test
  void allFaultsAreNamedAtOnce() {
    RuleSet rules =
        new RuleSet(
            " ",
            1,
            new RuleSet.Detection(
                List.of(),
                0,
                10,
                9,
                20,
                30,
                new RuleSet.Sensitivity(1.5),
                0,
                Double.NaN,
                true,
                RuleSet.Together.standard(),
                new RuleSet.FirstEver(1, 0, 0)),
            Map.of(
                RiskLevel.BLUE, new RuleSet.Threshold(9, 9),
                RiskLevel.RED, new RuleSet.Threshold(1, 1)),
            new RuleSet.Life(0, -1),
            new Duties(Map.of(RiskLevel.BLUE, new Duty(" ", List.of(), 0, 1)), 0),
            new Emphasis(
                List.of(new Emphasis.Key(Dimension.SECTOR, "", Double.NaN, " ")),
                List.of(new Emphasis.Silence(Map.of(), 0, "", ""))),
            new RuleSet.Spread(1, 0));
    assertThat(rules.faults()).hasSize(29);
  }
}
