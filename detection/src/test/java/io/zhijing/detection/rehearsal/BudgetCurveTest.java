package io.zhijing.detection.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.zhijing.detection.rehearsal.BudgetCurve.Point;
import java.util.List;
import org.junit.jupiter.api.Test;

class BudgetCurveTest {
  private final BudgetCurve curve =
      new BudgetCurve(List.of(new Point(2, 100), new Point(3, 10), new Point(5, 1)));

  @Test
  void betweenTwoPointsTheLogarithmIsLinear() {
    assertThat(curve.scoreFor(10)).isCloseTo(3, within(1e-12));
    assertThat(curve.scoreFor(Math.sqrt(1000))).isCloseTo(2.5, within(1e-12));
    assertThat(curve.scoreFor(Math.sqrt(10))).isCloseTo(4, within(1e-12));
  }

  @Test
  void beyondThePointsItGoesOnAsBetweenTheOutermostTwo() {
    assertThat(curve.scoreFor(0.1)).isCloseTo(7, within(1e-12));
    assertThat(curve.scoreFor(1000)).isCloseTo(1, within(1e-12));
  }

  @Test
  void aBiggerBudgetNeverBuysAHigherScore() {
    BudgetCurve flat = new BudgetCurve(List.of(new Point(2, 5), new Point(3, 5)));
    double before = Double.POSITIVE_INFINITY;
    for (double budget = 0.01; budget < 1000; budget *= 1.3) {
      assertThat(flat.scoreFor(budget)).isFinite().isLessThanOrEqualTo(before);
      before = flat.scoreFor(budget);
    }
  }

  @Test
  void noBudgetAndOnePointAreRefused() {
    assertThatThrownBy(() -> curve.scoreFor(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new BudgetCurve(List.of(new Point(2, 100))))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
