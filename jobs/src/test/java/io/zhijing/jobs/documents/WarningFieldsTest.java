package io.zhijing.jobs.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.zhijing.detection.assess.Assessment;
import io.zhijing.detection.model.Finding;
import io.zhijing.detection.model.Reach;
import io.zhijing.detection.model.RiskLevel;
import io.zhijing.detection.model.Scope;
import io.zhijing.detection.model.Signal;
import io.zhijing.detection.model.Stratum;
import io.zhijing.detection.rules.RuleSet;
import io.zhijing.detection.warning.Command;
import io.zhijing.detection.warning.Measure;
import io.zhijing.detection.warning.Moment;
import io.zhijing.detection.warning.SubjectLife;
import io.zhijing.detection.warning.SubjectLife.Inputs;
import io.zhijing.detection.warning.SubjectLife.JudgedDay;
import io.zhijing.detection.warning.Transition.Reason;
import io.zhijing.detection.warning.Warning;
import io.zhijing.jobs.settings.PackWatch;
import io.zhijing.jobs.settings.PipelineSettings.Watch;
import io.zhijing.jobs.state.DeliveryRecord;
import io.zhijing.jobs.state.WarningChange;
import io.zhijing.jobs.state.WarningForm;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What warnings and their steps say of where and what they are about. */
class WarningFieldsTest {
  private static final int DAY = 18_000;
  private static final PackWatch PACK = new PackWatch("inner-mongolia");

  private static WarningChange raised(String stratum, Reach reach) {
    Finding finding =
        new Finding(
            28, 10, 40, 1, 4, 1e-9, "test", new Finding.BaselineState("estimated", "", 364, 0));
    Stratum subject = Stratum.parse(stratum);
    Assessment assessment =
        new Assessment(
            subject,
            DAY,
            RiskLevel.ORANGE,
            Scope.REGIONAL,
            new Signal(subject, DAY, Signal.Kind.RATE, finding),
            List.of(),
            reach);
    Inputs inputs =
        new Inputs(
            new Moment(1, DAY),
            List.of(new JudgedDay(DAY, Optional.of(assessment), Reason.CORRECTED)),
            List.of(),
            false);
    Warning warning =
        new SubjectLife(RuleSet.standard())
            .advance(Optional.empty(), inputs)
            .latest()
            .orElseThrow();
    return new WarningChange(
        WarningForm.write(warning), warning.revision(), 2, true, "standard@1", "study", "x", 0);
  }

  private static WarningDocuments documents() throws Exception {
    Watch watch = Watch.of(PACK, PACK.load(), RuleSet.standard(), Map.of());
    return new WarningDocuments(PACK.get(), watch, 60, "test");
  }

  private static JsonNode warning(String stratum, Reach reach) throws Exception {
    return new ObjectMapper().readTree(documents().warning(raised(stratum, reach)).json());
  }

  @Test
  void aWarningIsWhereItsCaseIsAndWhereItReaches() throws Exception {
    JsonNode warning =
        warning(
            "inspection;region=150105;sector=H62",
            new Reach(List.of("150105", "150200"), List.of("H62"), 0, List.of()));
    assertThat(warning.path("regions").toString())
        .isEqualTo("[\"150105\",\"150100\",\"150200\",\"150000\"]");
    assertThat(warning.path("region_zh").toString())
        .isEqualTo("[\"赛罕区\",\"呼和浩特市\",\"包头市\",\"内蒙古自治区\"]");
    assertThat(warning.path("sector_zh").toString()).contains("餐饮业", "全部行业");
    assertThat(warning.path("level_rank").asInt()).isEqualTo(3);
    assertThat(warning.path("label_zh").asText()).isEqualTo("抽检 · 赛罕区 · 餐饮业");
  }

  /** Goods sold online are dealt with where they are made (属地查处). */
  @Test
  void goodsSoldOnlineAreWhereTheirProducerIs() throws Exception {
    JsonNode warning =
        warning(
            "ecommerce;producer=150500;sector=A", new Reach(List.of(), List.of(), 0, List.of()));
    assertThat(warning.path("regions").toString()).isEqualTo("[\"150500\",\"150000\"]");
  }

  @Test
  void aWarningOfNoPlaceIsOfTheWholeRegion() throws Exception {
    JsonNode warning =
        warning("inspection;sector=C151", new Reach(List.of(), List.of(), 0, List.of()));
    assertThat(warning.path("regions").toString()).isEqualTo("[\"150000\"]");
    assertThat(warning.path("region_en").get(0).asText()).contains("Inner Mongolia");
  }

  @Test
  void whatOfficersNoteOfAClosedWarningDoesNotMoveItsEnd() throws Exception {
    Reach nowhere = new Reach(List.of(), List.of(), 0, List.of());
    Warning open = WarningForm.read(raised("inspection;region=150105", nowhere).warning());
    Warning closed = told(open, new Command.Close(Command.Verdict.FALSE_ALARM), DAY + 1);
    assertThat(closedOn(closed)).isEqualTo("2019-04-15");
    Command.Act recall =
        new Command.Dispose(Measure.RECALL, Optional.of(new Measure.Recall("batch 7", 10, 4)));
    Warning recalled = told(closed, recall, DAY + 20);
    assertThat(recalled.lastTransition().on()).isEqualTo(DAY + 20);
    assertThat(closedOn(told(recalled, new Command.Refer("police"), DAY + 21)))
        .isEqualTo("2019-04-15");
    Warning again = told(recalled, new Command.Reopen(), DAY + 22);
    assertThat(closedOn(again)).isEmpty();
    assertThat(closedOn(told(again, new Command.Close(Command.Verdict.FALSE_ALARM), DAY + 23)))
        .isEqualTo("2019-05-07");
  }

  private static Warning told(Warning warning, Command.Act act, int day) {
    Command.Order order = new Command.Order(act + "@" + day, warning.id(), "li", "because");
    Inputs inputs =
        new Inputs(new Moment(day, day), List.of(), List.of(new Command(order, act)), false);
    return new SubjectLife(RuleSet.standard())
        .advance(Optional.of(warning), inputs)
        .latest()
        .orElseThrow();
  }

  private static String closedOn(Warning warning) throws Exception {
    WarningChange change =
        new WarningChange(
            WarningForm.write(warning), warning.revision(), 2, true, "standard@1", "study", "x", 0);
    return new ObjectMapper()
        .readTree(documents().warning(change).json())
        .path("closed_on")
        .asText();
  }

  @Test
  void stepsAndDeliveriesSayWhatTheyAreAbout() throws Exception {
    WarningChange change =
        raised("complaint;region=150200", new Reach(List.of(), List.of(), 0, List.of()));
    JsonNode step = new ObjectMapper().readTree(documents().audit(change).json());
    assertThat(step.path("stratum").asText()).isEqualTo("complaint;region=150200");
    assertThat(step.path("label_zh").asText()).isEqualTo("投诉 · 包头市");
    DeliveryRecord record =
        new DeliveryRecord(
            "d",
            new DeliveryRecord.StepName(step.path("warning_id").asText(), 1, "none", "orange"),
            1,
            DeliveryRecord.DELIVERED,
            "immediate",
            "",
            DeliveryRecord.To.all(),
            1);
    JsonNode delivery =
        new ObjectMapper()
            .readTree(new DeliveryDocuments(PACK.get(), "test").delivery(record).json());
    assertThat(delivery.path("label_zh")).isEqualTo(step.path("label_zh"));
    assertThat(delivery.path("stream").asText()).isEqualTo("complaint");
  }
}
