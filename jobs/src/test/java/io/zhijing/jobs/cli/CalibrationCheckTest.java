package io.zhijing.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zhijing.connectors.file.Pack;
import io.zhijing.detection.model.RiskLevel;
import io.zhijing.detection.rehearsal.BudgetCurve;
import io.zhijing.jobs.settings.PackWatch;
import io.zhijing.jobs.settings.Rules;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.Locale;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CalibrationCheckTest {
  private final StringWriter text = new StringWriter();
  private final CalibrationCheck check =
      new CalibrationCheck(new Messages(Locale.ENGLISH), new PrintWriter(text));

  /** Ten times fewer false warnings a unit of score, one a month at 6. */
  private static BudgetCurve curve(double[] scores) {
    return new BudgetCurve(
        Arrays.stream(scores)
            .mapToObj(score -> new BudgetCurve.Point(score, Math.pow(10, 6 - score)))
            .toList());
  }

  private static double standard(String name) throws Exception {
    Pack pack = new PackWatch(name).load();
    return Rules.standardOf(pack).levels().get(RiskLevel.BLUE).score();
  }

  @ParameterizedTest
  @ValueSource(strings = {"rasff", "inner-mongolia", "chicago"})
  void thePacksOwnScoreIsMeasuredAndHeldAgainstTheBudget(String pack) throws Exception {
    double standard = standard(pack);
    BudgetCurve curve = curve(CalibrationCheck.scores(standard));
    double perMonth = Math.pow(10, 6 - standard);
    assertThat(check.print(curve, standard, 1.01 * perMonth)).isZero();
    assertThat(check.print(curve, standard, 0.99 * perMonth)).isEqualTo(1);
    assertThat(text.toString())
        .contains(
            String.format(Locale.ROOT, "(score %.2f) raise %.2f false", standard, perMonth),
            "within the budget",
            "above the budget")
        .doesNotContain("NaN");
  }

  @Test
  void scoresAscendWithoutDuplicates() {
    assertThat(CalibrationCheck.scores(7)).containsExactly(3, 4, 5, 6, 7, 8, 9);
    assertThat(CalibrationCheck.scores(6.3)).containsExactly(3, 4, 5, 6, 6.3, 7, 8, 9);
    assertThat(CalibrationCheck.scores(2.5)).startsWith(2.5, 3);
    assertThat(CalibrationCheck.scores(10)).endsWith(9, 10);
  }

  @Test
  void aCurveWithoutTheScoreIsNoVerdict() {
    BudgetCurve whole = curve(CalibrationCheck.scores(7));
    assertThatThrownBy(() -> check.print(whole, 6.3, 1)).isInstanceOf(NoSuchElementException.class);
  }
}
