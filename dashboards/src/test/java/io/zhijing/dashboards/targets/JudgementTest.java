package io.zhijing.dashboards.targets;

import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.connectors.file.PackLoader;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvSource;

class JudgementTest {
  private static PlanTargets targets;

  @BeforeAll
  static void load() throws Exception {
    targets = PlanTargets.of(PackLoader.builtIn("inner-mongolia"));
  }

  private static OptionalDouble number(Double value) {
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  @ParameterizedTest
  @CsvSource({
    // at least 90 %
    "P05, true, 90, 89.46, met, '', 0, better",
    "P05, true, 89.5, 89.46, not_met, '', -0.5, better",
    "P05, false, 91, 92, met, '', 1, worse",
    "P05, true, , 89.46, no_data, '', , unknown",
    // exactly 100 %: above 100 is impossible, below is a miss
    "E03, true, 100, 100, met, '', 0, same",
    "E03, true, 99, 98, not_met, '', -1, better",
    // none at all, everywhere
    "E02, false, 0, , met, '', 0, unknown",
    "A01, false, 1, 0, not_met, '', -1, worse",
    // more than 30 in the whole region: 30 are too few, and a part has no goal of its own
    "M12, true, 30, 29, not_met, '', 0, better",
    "M12, true, 31, , met, '', 1, unknown",
    "M12, false, 3, 2, no_goal, goal_is_of_the_whole, , better",
    // at most, without a number
    "N06, true, 5, 6, no_goal, plan_names_no_number, , better",
    "N06, true, 5, 4, no_goal, plan_names_no_number, , worse"
  })
  void isMetByTheComparatorAndNeverTakesNoDataForZero(ArgumentsAccessor row) {
    Judgement judgement =
        Judgement.of(
            targets.find(row.getString(0)).orElseThrow(),
            row.getBoolean(1),
            number(row.getDouble(2)),
            number(row.getDouble(3)));
    assertThat(judgement.outcome().code()).isEqualTo(row.getString(4));
    assertThat(judgement.reason()).isEqualTo(row.getString(5));
    assertThat(judgement.gap()).isEqualTo(number(row.getDouble(6)));
    assertThat(judgement.direction().code()).isEqualTo(row.getString(7));
  }
}
