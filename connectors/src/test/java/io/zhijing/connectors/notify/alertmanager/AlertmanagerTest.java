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
import io.zhijing.detection.model.RiskLevel;
import io.zhijing.detection.warning.Transition;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AlertmanagerTest {

  private static final AlertmanagerSettings SETTINGS =
      new AlertmanagerSettings(
          URI.create("http://localhost:9093"),
          Secret.none(),
          Duration.ofDays(90),
          TimeLimits.standard());

  private static JsonNode alerts(Notice notice) {
    return AlertmanagerNotifier.alerts(
        Samples.immediate(notice, new Address.Receiver("am"), Language.EN), SETTINGS);
  }

  @Test
  void aStandingWarningEndsFarAhead() {
    JsonNode alerts = alerts(Samples.raised());
    assertThat(alerts).hasSize(1);
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
    assertThat(alerts).hasSize(2);
    assertThat(alerts.at("/0/labels/level").asText()).isEqualTo("yellow");
    assertThat(alerts.at("/0/endsAt").asText()).isEqualTo("2020-01-15T09:30:00+08:00");
    assertThat(alerts.at("/1/labels/level").asText()).isEqualTo("orange");
    assertThat(alerts.at("/1/endsAt").asText()).isEqualTo("2020-04-14T09:30:00+08:00");
  }

  @Test
  void anEndIsAnEndOfTheSameLabels() {
    assertThat(alerts(Samples.closed()).at("/0/labels"))
        .isEqualTo(alerts(Samples.raised()).at("/0/labels"));
    assertThat(alerts(Samples.closed()).at("/0/endsAt").asText())
        .isEqualTo("2020-01-15T09:30:00+08:00");
  }
}
