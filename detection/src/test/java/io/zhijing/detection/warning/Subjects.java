package io.zhijing.detection.warning;

import io.zhijing.detection.assess.Assessment;
import io.zhijing.detection.model.Finding;
import io.zhijing.detection.model.Finding.BaselineState;
import io.zhijing.detection.model.Reach;
import io.zhijing.detection.model.RiskLevel;
import io.zhijing.detection.model.Scope;
import io.zhijing.detection.model.Signal;
import io.zhijing.detection.model.Stratum;
import io.zhijing.detection.warning.SubjectLife.JudgedDay;
import io.zhijing.detection.warning.Transition.Reason;
import java.util.List;
import java.util.Optional;

/** A subject to tell stories of. */
final class Subjects {
  static final long HOUR = 3_600_000L;
  static final long DAY = 24 * HOUR;
  static final Stratum NORTH = Stratum.parse("inspection;region=north");

  private Subjects() {}

  /** The last millisecond of a day. */
  static Moment endOf(int day) {
    return new Moment((day + 1) * DAY - 1, day);
  }

  static Moment at(int day, int hour) {
    return new Moment(day * DAY + hour * HOUR, day);
  }

  static Assessment on(int day, RiskLevel level) {
    return on(day, level, NORTH);
  }

  static Assessment on(int day, RiskLevel level, Stratum focus) {
    Finding finding =
        new Finding(
            7,
            10 + day,
            0,
            1,
            4,
            focus.equals(NORTH) ? 1e-9 : 1e-12,
            "test",
            new BaselineState("estimated", "", 364, 0));
    return new Assessment(
        NORTH,
        day,
        level,
        Scope.REGIONAL,
        new Signal(focus, day, Signal.Kind.COUNT, finding),
        List.of(),
        Reach.UNKNOWN);
  }

  static JudgedDay judged(int day, RiskLevel level) {
    return new JudgedDay(day, Optional.of(on(day, level)), Reason.CORRECTED);
  }

  static JudgedDay taken(int day) {
    return new JudgedDay(day, Optional.empty(), Reason.CORRECTED);
  }
}
