package io.zhijing.jobs.warn;

import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.detection.model.RiskLevel;
import io.zhijing.detection.warning.Command;
import io.zhijing.detection.warning.Transition.Action;
import io.zhijing.detection.warning.Warning;
import io.zhijing.jobs.settings.PipelineSettings.Horizons;
import io.zhijing.jobs.settings.PipelineSettings.LimitsBy;
import io.zhijing.jobs.settings.TestSettings;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Reports are of last week; officers live today. */
class LimitsByClockTest extends SubjectStory {
  private final long today = calendar.endOf(DAY + 7);

  LimitsByClockTest() throws Exception {
    super(TestSettings.innerMongolia().with(new Horizons(1, 60, LimitsBy.CLOCK)));
  }

  private List<Action> steps() {
    return warnings().stream().map(warning -> warning.lastTransition().action()).toList();
  }

  @Test
  void aLimitIsMissedAlsoIfNoReportComesAnyMore() throws Exception {
    harness.setProcessingTime(today);
    judge(DAY, RiskLevel.RED);
    assertThat(last().handling().clock().due()).isEqualTo(today + 2 * HOUR);
    harness.setProcessingTime(today + 2 * HOUR - 1);
    assertThat(steps()).containsExactly(Action.RAISED);
    harness.setProcessingTime(today + 2 * HOUR);
    assertThat(steps()).containsExactly(Action.RAISED, Action.OVERDUE);
    assertThat(last().lastTransition().when().at()).isEqualTo(today + 2 * HOUR);
    assertThat(last().lastTransition().on()).isEqualTo(DAY + 8);
    assertThat(lastChange().inCharge()).isEqualTo("region_director");
  }

  @Test
  void nothingIsOverdueWhenItIsFirstKnownHoweverOldItsReportsAre() throws Exception {
    harness.setProcessingTime(today);
    judge(DAY, RiskLevel.RED);
    until(calendar.endOf(DAY + 6));
    assertThat(steps()).containsExactly(Action.RAISED);
    tell("a", new Command.Acknowledge(), today + HOUR);
    harness.setProcessingTime(today + 3 * HOUR);
    assertThat(steps()).containsExactly(Action.RAISED, Action.ACKNOWLEDGED);
    harness.setProcessingTime(today + 73 * HOUR);
    assertThat(steps()).containsExactly(Action.RAISED, Action.ACKNOWLEDGED, Action.OVERDUE);
  }

  @Test
  void whoIsNextHasAsLongFromWhenTheJobGoesOn() throws Exception {
    harness.setProcessingTime(today);
    judge(DAY, RiskLevel.RED);
    harness.getProcessingTimeService().setCurrentTime(today + 100 * HOUR);
    Warning overdue = last();
    assertThat(steps()).containsExactly(Action.RAISED, Action.OVERDUE);
    assertThat(overdue.handling().clock().due()).isEqualTo(today + 102 * HOUR);
  }

  @Test
  void aSilenceEndsByTheClock() throws Exception {
    harness.setProcessingTime(today);
    judge(DAY, RiskLevel.BLUE);
    tell("a", new Command.Silence(today + 10 * HOUR), today);
    harness.setProcessingTime(today + 10 * HOUR - 1);
    assertThat(steps()).containsExactly(Action.RAISED, Action.SILENCED);
    harness.setProcessingTime(today + 10 * HOUR);
    assertThat(steps()).containsExactly(Action.RAISED, Action.SILENCED, Action.UNSILENCED);
  }

  @Test
  void aWarningThatEndedOwesNothing() throws Exception {
    harness.setProcessingTime(today);
    judge(DAY, RiskLevel.RED);
    tell("a", new Command.Close(Command.Verdict.FALSE_ALARM), today + HOUR);
    harness.setProcessingTime(today + 1000 * HOUR);
    assertThat(steps()).containsExactly(Action.RAISED, Action.CLOSED);
  }
}
