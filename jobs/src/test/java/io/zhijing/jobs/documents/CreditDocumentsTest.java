package io.zhijing.jobs.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.zhijing.connectors.elasticsearch.Document;
import io.zhijing.detection.assess.Assessment;
import io.zhijing.detection.model.Contribution;
import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.model.Finding;
import io.zhijing.detection.model.Reach;
import io.zhijing.detection.model.RiskLevel;
import io.zhijing.detection.model.Scope;
import io.zhijing.detection.model.Signal;
import io.zhijing.detection.model.Stratum;
import io.zhijing.detection.rules.RuleSet;
import io.zhijing.detection.warning.Command;
import io.zhijing.detection.warning.Command.Act;
import io.zhijing.detection.warning.Command.Order;
import io.zhijing.detection.warning.Command.Verdict;
import io.zhijing.detection.warning.Measure;
import io.zhijing.detection.warning.Moment;
import io.zhijing.detection.warning.SubjectLife;
import io.zhijing.detection.warning.SubjectLife.Inputs;
import io.zhijing.detection.warning.SubjectLife.JudgedDay;
import io.zhijing.detection.warning.Transition.Reason;
import io.zhijing.detection.warning.Warning;
import io.zhijing.jobs.state.WarningChange;
import io.zhijing.jobs.state.WarningForm;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CreditDocumentsTest {
  private static final int DAY = 18_000;
  private final SubjectLife life = new SubjectLife(RuleSet.standard());

  private Warning raised(String stratum, List<Contribution> contributions) {
    Finding finding =
        new Finding(
            28, 10, 40, 1, 4, 1e-9, "test", new Finding.BaselineState("estimated", "", 364, 0));
    Stratum subject = Stratum.parse(stratum);
    Assessment assessment =
        new Assessment(
            subject,
            DAY,
            RiskLevel.ORANGE,
            Scope.ENTERPRISE,
            new Signal(subject, DAY, Signal.Kind.RATE, finding),
            List.of(),
            new Reach(List.of(), List.of(), 10, contributions));
    Inputs inputs =
        new Inputs(
            new Moment(1, DAY),
            List.of(new JudgedDay(DAY, Optional.of(assessment), Reason.CORRECTED)),
            List.of(),
            false);
    return life.advance(Optional.empty(), inputs).latest().orElseThrow();
  }

  private Warning told(Warning warning, Act act) {
    Order order = new Order(act.toString(), warning.id(), "li", "because");
    Inputs inputs =
        new Inputs(new Moment(2, DAY), List.of(), List.of(new Command(order, act)), false);
    return life.advance(Optional.of(warning), inputs).latest().orElseThrow();
  }

  private Warning confirmed(Warning warning) {
    Warning disposed = told(warning, new Command.Dispose(Measure.RECTIFICATION, Optional.empty()));
    return told(disposed, new Command.Close(Verdict.CONFIRMED));
  }

  private static WarningChange change(Warning warning) {
    return new WarningChange(
        WarningForm.write(warning), warning.revision(), 2, true, "standard@1", "study", "x", 0);
  }

  private static JsonNode json(Document document) throws Exception {
    return new ObjectMapper().readTree(document.json());
  }

  @Test
  void aConfirmedWarningStandsInTheFirmsRecordUntilItIsOpenedAgain() throws Exception {
    Warning warning = raised("inspection;region=150602;enterprise=91150600YYYY00039N", List.of());
    assertThat(CreditDocuments.concerns(change(warning))).isFalse();
    Warning closed = confirmed(warning);
    assertThat(CreditDocuments.concerns(change(closed))).isTrue();
    Document standing = new CreditDocuments("test").event(change(closed));
    assertThat(json(standing).path("enterprise").asText()).isEqualTo("91150600YYYY00039N");
    assertThat(json(standing).path("status").asText()).isEqualTo("standing");
    assertThat(json(standing).path("measure").asText()).isEqualTo("rectification");
    assertThat(json(standing).path("actor").asText()).isEqualTo("li");
    Document revoked =
        new CreditDocuments("test").event(change(told(closed, new Command.Reopen())));
    assertThat(json(revoked).path("status").asText()).isEqualTo("revoked");
    assertThat(revoked.id()).isEqualTo(standing.id());
    assertThat(revoked.version()).isGreaterThan(standing.version());
  }

  @Test
  void theFirmBehindHalfOfTheCountIsMeantAndNobodyElse() throws Exception {
    Warning one =
        raised(
            "inspection;region=150602",
            List.of(
                new Contribution(Dimension.ENTERPRISE, "firm-a", 6),
                new Contribution(Dimension.ENTERPRISE, "firm-b", 4)));
    Document event = new CreditDocuments("test").event(change(confirmed(one)));
    assertThat(json(event).path("enterprise").asText()).isEqualTo("firm-a");
    assertThat(json(event).path("share").asDouble()).isEqualTo(0.6);
    Warning many =
        raised(
            "inspection;region=150602",
            List.of(
                new Contribution(Dimension.ENTERPRISE, "firm-a", 4),
                new Contribution(Dimension.ENTERPRISE, "unknown", 6)));
    assertThat(CreditDocuments.concerns(change(confirmed(many)))).isFalse();
  }

  @Test
  void aFalseAlarmWritesNothing() {
    Warning warning = raised("inspection;enterprise=firm-a", List.of());
    Warning closed = told(warning, new Command.Close(Verdict.FALSE_ALARM));
    assertThat(CreditDocuments.concerns(change(closed))).isFalse();
  }
}
