package io.zhijing.connectors.notify.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.zhijing.connectors.notify.Address;
import io.zhijing.connectors.notify.Language;
import io.zhijing.connectors.notify.Notice;
import io.zhijing.connectors.notify.Samples;
import io.zhijing.connectors.notify.settings.AlertmanagerSettings;
import io.zhijing.connectors.notify.settings.TimeLimits;
import io.zhijing.connectors.secret.Secret;
import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.model.ReportStream;
import io.zhijing.detection.model.RiskLevel;
import io.zhijing.detection.model.Scope;
import io.zhijing.detection.model.Stratum;
import io.zhijing.detection.warning.Transition;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AlertmanagerTest {

  private static final AlertmanagerSettings SETTINGS =
      new AlertmanagerSettings(
          URI.create("http://localhost:9093"),
          Secret.none(),
          Duration.ofDays(90),
          TimeLimits.standard());

  private static final Stratum ELSEWHERE =
      new Stratum(ReportStream.INSPECTION, Map.of(Dimension.REGION, "150602"));

  private static JsonNode alerts(Notice notice) {
    return AlertmanagerNotifier.alerts(
        Samples.immediate(notice, new Address.Receiver("am"), Language.EN), SETTINGS);
  }

  @Test
  void aStandingWarningEndsFarAhead() {
    JsonNode alerts = alerts(Samples.raised());
    assertThat(ends(alerts).values()).containsOnlyOnce("2020-04-14T09:30:00+08:00");
    assertThat(alerts.at("/0/labels/level").asText()).isEqualTo("orange");
    assertThat(alerts.at("/0/startsAt").asText()).isEqualTo("2020-01-13T00:00:00+08:00");
    assertThat(alerts.at("/0/endsAt").asText()).isEqualTo("2020-04-14T09:30:00+08:00");
    assertThat(alerts.at("/0/generatorURL").asText())
        .isEqualTo("https://quality.example/warnings/w-150600-G04");
  }

  @Test
  void aChangeOfLevelEndsTheFormer() {
    JsonNode alerts =
        alerts(Samples.notice(Transition.Action.ESCALATED, RiskLevel.YELLOW, RiskLevel.ORANGE));
    assertThat(ends(alerts))
        .as("and whatever other level was told here")
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "blue", "2020-01-15T09:30:00+08:00",
                "yellow", "2020-01-15T09:30:00+08:00",
                "orange", "2020-04-14T09:30:00+08:00",
                "red", "2020-01-15T09:30:00+08:00"));
  }

  private static Map<String, String> ends(JsonNode alerts) {
    Map<String, String> ends = new HashMap<>();
    alerts.forEach(
        alert -> ends.put(alert.at("/labels/level").asText(), alert.path("endsAt").asText()));
    return ends;
  }

  @Test
  void beforeTheFirstStepThereIsNothingToEnd() {
    assertThat(ends(alerts(Samples.first(Samples.raised()))))
        .isEqualTo(Map.of("orange", "2020-04-14T09:30:00+08:00"));
  }

  @Test
  void labelsAreOnlyWhatAWarningKeeps() {
    JsonNode raised = alerts(Samples.raised());
    assertThat(raised.at("/0/annotations/scope").asText()).isEqualTo("regional");
    assertThat(raised.at("/0/annotations/focus").asText())
        .isEqualTo("inspection;region=150600;sector=C2921");
    Notice moved = Samples.moved(Samples.raised(), ELSEWHERE, Scope.SYSTEMIC);
    assertThat(alerts(moved).at("/0/labels")).isEqualTo(raised.at("/0/labels"));
    assertThat(alerts(moved).at("/0/annotations/scope").asText()).isEqualTo("systemic");
    assertThat(alerts(moved).at("/0/annotations/focus").asText()).isEqualTo(ELSEWHERE.key());
    JsonNode withdrawn = alerts(Samples.withdrawn(Transition.Reason.CORRECTED));
    assertThat(withdrawn.at("/0/labels")).isEqualTo(raised.at("/0/labels"));
    assertThat(withdrawn.at("/0/annotations").has("scope")).isFalse();
    assertThat(ends(withdrawn).values()).hasSize(4).containsOnly("2020-01-15T09:30:00+08:00");
  }

  @Test
  void anEndIsAnEndOfTheSameLabels() {
    assertThat(alerts(Samples.closed()).at("/0/labels"))
        .isEqualTo(alerts(Samples.raised()).at("/0/labels"));
    assertThat(alerts(Samples.closed()).at("/0/endsAt").asText())
        .isEqualTo("2020-01-15T09:30:00+08:00");
  }
}
