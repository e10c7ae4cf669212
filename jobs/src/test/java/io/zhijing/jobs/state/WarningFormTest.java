package io.zhijing.jobs.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zhijing.detection.assess.Assessment;
import io.zhijing.detection.model.Finding;
import io.zhijing.detection.model.RiskLevel;
import io.zhijing.detection.model.Scope;
import io.zhijing.detection.model.Signal;
import io.zhijing.detection.model.Stratum;
import io.zhijing.detection.rules.RuleSet;
import io.zhijing.detection.warning.Warning;
import io.zhijing.detection.warning.WarningLife;
import java.util.List;
import org.junit.jupiter.api.Test;

class WarningFormTest {
  private static Warning warning() {
    Stratum subject = Stratum.parse("complaint;region=150602;hazard=a%3Bb/铅");
    WarningLife life = new WarningLife(new RuleSet.Life(7, 21));
    Finding finding =
        new Finding(
            7,
            12,
            40,
            1.5,
            6,
            1e-9,
            "rate-window/1",
            new Finding.BaselineState("borrowed", "thin_data", 84, 7));
    Assessment first =
        new Assessment(
            subject,
            18000,
            RiskLevel.BLUE,
            Scope.REGIONAL,
            new Signal(subject, 18000, Signal.Kind.RATE, finding),
            List.of(Stratum.parse("complaint")));
    Warning raised = life.raise(first, 18000);
    Assessment second =
        new Assessment(subject, 18001, RiskLevel.RED, Scope.REGIONAL, first.evidence(), List.of());
    return life.pass(life.support(raised, second, 18001), 18050);
  }

  @Test
  void everythingIsKept() {
    Warning warning = warning();
    Warning read = WarningForm.read(WarningForm.write(warning));
    assertThat(read.transitions()).isEqualTo(warning.transitions()).hasSize(3);
    assertThat(read.evidence().get(18000)).isEqualTo(warning.evidence().get(18000));
    assertThat(read.subject()).isEqualTo(warning.subject());
    assertThat(WarningForm.write(read)).isEqualTo(WarningForm.write(warning));
  }

  @Test
  void anUnknownVersionIsRefused() {
    byte[] form = WarningForm.write(warning());
    form[3] = 99;
    assertThatThrownBy(() -> WarningForm.read(form))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("99");
  }
}
