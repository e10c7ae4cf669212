package io.zhijing.jobs.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zhijing.detection.assess.Assessment;
import io.zhijing.detection.model.Contribution;
import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.model.Finding;
import io.zhijing.detection.model.Reach;
import io.zhijing.detection.model.ReportStream;
import io.zhijing.detection.model.RiskLevel;
import io.zhijing.detection.model.Scope;
import io.zhijing.detection.model.Signal;
import io.zhijing.detection.model.Stratum;
import io.zhijing.detection.rules.RuleSet;
import io.zhijing.detection.warning.Command;
import io.zhijing.detection.warning.Handling;
import io.zhijing.detection.warning.Measure;
import io.zhijing.detection.warning.Moment;
import io.zhijing.detection.warning.Transition;
import io.zhijing.detection.warning.Warning;
import io.zhijing.detection.warning.WarningLife;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WarningFormTest {
  private static Handling handling() {
    return new Handling(
        "li",
        "wang",
        List.of("public_security"),
        Optional.of(
            new Handling.Disposal(Measure.RECALL, Optional.of(new Measure.Recall("批次", 70, 69)))),
        Command.Verdict.CONFIRMED,
        77,
        new Handling.Clock(Handling.Stage.DISPOSE, 99, 1));
  }

  private static Signal signal(Stratum subject) {
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
    return new Signal(
        subject,
        18000,
        Signal.Kind.SEVERAL_STREAMS,
        finding,
        new Signal.Around(
            List.of("150602", "150603"), List.of(ReportStream.COMPLAINT, ReportStream.INSPECTION)));
  }

  private static Warning warning() {
    Stratum subject = Stratum.parse("complaint;region=150602;hazard=a%3Bb/铅");
    WarningLife life = new WarningLife(RuleSet.standard());
    Assessment first =
        new Assessment(
            subject,
            18000,
            RiskLevel.BLUE,
            Scope.REGIONAL,
            signal(subject),
            List.of(Stratum.parse("complaint")),
            new Reach(
                List.of("150602", "150603"),
                List.of("C1311"),
                11,
                List.of(
                    new Contribution(Dimension.ENTERPRISE, "91150600YYYY00039N", 9),
                    new Contribution(Dimension.ENTERPRISE, "", 2))));
    Warning raised = life.raise(first, Optional.empty(), new Moment(5, 18000));
    Assessment second =
        new Assessment(
            subject,
            18001,
            RiskLevel.RED,
            Scope.ENTERPRISE,
            first.evidence(),
            List.of(),
            Reach.UNKNOWN);
    Warning red = life.support(raised, second, Transition.Reason.CORRECTED, new Moment(6, 18001));
    return new Warning(
        red.id(),
        red.subject(),
        red.revision(),
        red.status(),
        red.level(),
        red.evidence(),
        red.transitions(),
        handling());
  }

  @Test
  void everythingIsKept() {
    Warning warning = warning();
    Warning read = WarningForm.read(WarningForm.write(warning));
    assertThat(read.transitions()).isEqualTo(warning.transitions()).hasSize(2);
    assertThat(read.handling()).isEqualTo(warning.handling());
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

  @Test
  void theFirstVersionIsStillRead() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(1);
      out.writeUTF("complaint@1970-01-11");
      out.writeUTF("complaint");
      out.writeInt(2);
      out.writeUTF("open");
      out.writeUTF("blue");
      out.writeInt(0);
      out.writeInt(1);
      out.writeInt(1);
      out.writeInt(10);
      out.writeUTF("raised");
      out.writeUTF("none");
      out.writeUTF("blue");
      out.writeUTF("count_above_expected");
    }
    Warning old = WarningForm.read(bytes.toByteArray());
    assertThat(old.raisedOn()).isEqualTo(10);
    assertThat(old.lastTransition().when().at()).isEqualTo(11 * 86_400_000L - 1);
    assertThat(old.lastTransition().by()).isEqualTo(Transition.By.PIPELINE);
    assertThat(old.handling().clock().stage()).isEqualTo(Handling.Stage.NOTHING);
  }

  @Test
  void theSecondVersionIsStillRead() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(2);
      out.writeUTF("complaint@1970-01-11");
      out.writeUTF("complaint");
      out.writeInt(1);
      out.writeUTF("open");
      out.writeUTF("blue");
      out.writeInt(1);
      out.writeInt(10);
      for (String text : List.of("blue", "systemic", "complaint", "count")) {
        out.writeUTF(text);
      }
      out.writeInt(7);
      out.writeLong(12);
      out.writeLong(0);
      out.writeDouble(1.5);
      out.writeDouble(6);
      out.writeDouble(1e-9);
      for (String text : List.of("count-window/1", "estimated", "")) {
        out.writeUTF(text);
      }
      out.writeInt(84);
      out.writeInt(0);
      out.writeInt(0);
      out.writeInt(0);
      HandlingForm.write(out, HandlingForm.UNTOUCHED);
    }
    Warning old = WarningForm.read(bytes.toByteArray());
    assertThat(old.evidence().get(10).scope()).isEqualTo(Scope.SYSTEMIC);
    assertThat(old.evidence().get(10).reach()).isEqualTo(Reach.UNKNOWN);
    assertThat(old.handling()).isEqualTo(HandlingForm.UNTOUCHED);
  }

  @Test
  void theFourthVersionIsStillRead() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(4);
      out.writeUTF("complaint@1970-01-11");
      out.writeUTF("complaint");
      out.writeInt(1);
      out.writeUTF("open");
      out.writeUTF("blue");
      out.writeInt(1);
      out.writeInt(10);
      for (String text : List.of("blue", "regional", "complaint", "cluster")) {
        out.writeUTF(text);
      }
      out.writeInt(7);
      out.writeLong(12);
      out.writeLong(0);
      out.writeDouble(1.5);
      out.writeDouble(6);
      out.writeDouble(1e-9);
      for (String text : List.of("neighbour-scan/1", "estimated", "")) {
        out.writeUTF(text);
      }
      out.writeInt(84);
      out.writeInt(0);
      out.writeInt(0);
      ReachForm.write(out, Reach.UNKNOWN);
      out.writeInt(2);
      out.writeUTF("150602");
      out.writeUTF("150603");
      out.writeInt(0);
      HandlingForm.write(out, HandlingForm.UNTOUCHED);
    }
    Warning old = WarningForm.read(bytes.toByteArray());
    assertThat(old.evidence().get(10).signal().places()).containsExactly("150602", "150603");
    assertThat(old.evidence().get(10).signal().streams()).isEmpty();
    assertThat(old.handling()).isEqualTo(HandlingForm.UNTOUCHED);
  }

  @Test
  void commandsSurviveTheirFlatForm() {
    Command.Order order = new Command.Order("c", "complaint;hazard=a@2020-01-01", "li", "why");
    List<Command.Act> acts =
        List.of(
            new Command.Acknowledge(),
            new Command.Assign("wang"),
            new Command.Refer("public_security"),
            new Command.Dispose(Measure.RECALL, Optional.of(new Measure.Recall("B", 2, 1))),
            new Command.Dispose(Measure.TRACING, Optional.empty()),
            new Command.Close(Command.Verdict.FALSE_ALARM),
            new Command.Reopen(),
            new Command.Silence(7),
            new Command.Unsilence());
    for (Command.Act act : acts) {
      OfficerCommand flat = OfficerCommand.of(new Command(order, act), 5);
      assertThat(flat.command()).isEqualTo(new Command(order, act));
      assertThat(flat.subject()).isEqualTo("complaint;hazard=a");
    }
  }
}
