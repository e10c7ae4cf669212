package io.zhijing.connectors.notify.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.zhijing.connectors.notify.Address;
import io.zhijing.connectors.notify.Language;
import io.zhijing.connectors.notify.Notice;
import io.zhijing.connectors.notify.Samples;
import io.zhijing.connectors.notify.webhook.WebhookSignature.Verdict;
import io.zhijing.connectors.secret.Secret;
import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.model.ReportStream;
import io.zhijing.detection.model.Scope;
import io.zhijing.detection.model.Stratum;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WebhookTest {

  private static final URI HOME = URI.create("https://quality.example/");
  private static final Address TO = new Address.Receiver("league");
  private static final WebhookSignature KEY = new WebhookSignature(Secret.of("k-1"));
  private static final byte[] BODY = "{\"质\":1}".getBytes(UTF_8);
  private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);
  private static final String SIGNED = KEY.sign(1_700_000_000, BODY);

  @Test
  void hasTheFieldsOfVersion4() {
    JsonNode payload =
        WebhookPayload.of(Samples.immediate(Samples.raised(), TO, Language.ZH), "league", HOME);
    List<String> names = new ArrayList<>();
    payload.fieldNames().forEachRemaining(names::add);
    assertThat(names)
        .containsExactly(
            "version",
            "groupKey",
            "truncatedAlerts",
            "status",
            "receiver",
            "groupLabels",
            "commonLabels",
            "commonAnnotations",
            "externalURL",
            "alerts",
            "deliveryId",
            "createdAt",
            "language");
    List<String> alert = new ArrayList<>();
    payload.at("/alerts/0").fieldNames().forEachRemaining(alert::add);
    assertThat(alert)
        .containsExactly(
            "status", "labels", "annotations", "startsAt", "endsAt", "generatorURL", "fingerprint");
    assertThat(payload.path("version").asText()).isEqualTo("4");
    assertThat(payload.path("status").asText()).isEqualTo("firing");
    assertThat(payload.path("groupKey").asText()).isEqualTo("{}:{warning_id=\"w-150600-G04\"}");
    assertThat(payload.at("/alerts/0/startsAt").asText()).isEqualTo("2020-01-13T00:00:00+08:00");
    assertThat(payload.at("/alerts/0/endsAt").asText()).isEqualTo("0001-01-01T00:00:00Z");
    assertThat(payload.at("/alerts/0/fingerprint").asText()).matches("[0-9a-f]{16}");
    assertThat(payload.at("/commonLabels/region").asText()).isEqualTo("150600");
    assertThat(payload.at("/commonAnnotations/summary").asText()).isEqualTo("发布橙色预警：鄂尔多斯市 农用地膜");
  }

  @Test
  void aWarningThatMovesKeepsItsLabelsAndFingerprint() {
    Notice moved =
        Samples.moved(
            Samples.raised(),
            new Stratum(ReportStream.INSPECTION, Map.of(Dimension.REGION, "150602")),
            Scope.SYSTEMIC);
    JsonNode before =
        WebhookPayload.of(Samples.immediate(Samples.raised(), TO, Language.ZH), "league", HOME);
    JsonNode after = WebhookPayload.of(Samples.immediate(moved, TO, Language.ZH), "league", HOME);
    assertThat(after.at("/alerts/0/fingerprint")).isEqualTo(before.at("/alerts/0/fingerprint"));
    assertThat(after.at("/alerts/0/labels/region").asText()).isEqualTo("150600");
    assertThat(after.at("/alerts/0/annotations/focus").asText())
        .isEqualTo("inspection;region=150602");
  }

  @Test
  void anEndIsResolved() {
    JsonNode payload =
        WebhookPayload.of(Samples.immediate(Samples.closed(), TO, Language.ZH), "league", HOME);
    assertThat(payload.path("status").asText()).isEqualTo("resolved");
    assertThat(payload.at("/alerts/0/endsAt").asText()).isEqualTo("2020-01-15T09:30:00+08:00");
  }

  @Test
  void aDigestSharesWhatIsCommonAndCountsTheRest() {
    JsonNode payload = WebhookPayload.of(Samples.digest(2, 3, TO, Language.EN), "league", HOME);
    assertThat(payload.path("alerts")).hasSize(2);
    assertThat(payload.path("truncatedAlerts").asInt()).isEqualTo(3);
    assertThat(payload.path("commonLabels").has("warning_id")).isFalse();
    assertThat(payload.at("/commonLabels/level").asText()).isEqualTo("yellow");
    assertThat(payload.at("/alerts/0/fingerprint"))
        .isNotEqualTo(payload.at("/alerts/1/fingerprint"));
  }

  @Test
  void simulatedDataAreLabelledAndTold() {
    JsonNode payload =
        WebhookPayload.of(
            Samples.immediate(Samples.simulated(Samples.raised()), TO, Language.ZH),
            "league",
            HOME);
    assertThat(payload.at("/commonLabels/simulated").asText()).isEqualTo("true");
    assertThat(payload.at("/commonAnnotations/summary").asText()).startsWith("【模拟数据】");
  }

  @Test
  void signaturesAreThoseOfOpenssl() {
    // printf '1700000000.{"质":1}' | openssl dgst -sha256 -hmac k-1
    assertThat(SIGNED)
        .isEqualTo("v1=68ec962b14f3fd9be404c09d25290dd558986b1b615c997f465a425567f2f319");
  }

  @Test
  void receiversTellFreshFromOldAndRightFromWrong() {
    assertThat(KEY.verify("1700000000", SIGNED, BODY, NOW)).isEqualTo(Verdict.VALID);
    assertThat(KEY.verify("1700000000", SIGNED, BODY, NOW.plusSeconds(300)))
        .isEqualTo(Verdict.VALID);
    assertThat(KEY.verify("1700000000", SIGNED, BODY, NOW.plusSeconds(301)))
        .isEqualTo(Verdict.TOO_OLD);
    assertThat(KEY.verify("1700000000", SIGNED, BODY, NOW.minusSeconds(301)))
        .isEqualTo(Verdict.FROM_THE_FUTURE);
    assertThat(KEY.verify("1700000001", SIGNED, BODY, NOW)).isEqualTo(Verdict.WRONG);
    assertThat(KEY.verify("01700000000", SIGNED, BODY, NOW)).isEqualTo(Verdict.WRONG);
    assertThat(KEY.verify("1700000000", SIGNED, "{}".getBytes(UTF_8), NOW))
        .isEqualTo(Verdict.WRONG);
    assertThat(new WebhookSignature(Secret.of("k-2")).verify("1700000000", SIGNED, BODY, NOW))
        .isEqualTo(Verdict.WRONG);
    assertThat(KEY.verify(null, SIGNED, BODY, NOW)).isEqualTo(Verdict.MALFORMED);
    assertThat(KEY.verify("1700000000", null, BODY, NOW)).isEqualTo(Verdict.MALFORMED);
    assertThat(KEY.verify("now", SIGNED, BODY, NOW)).isEqualTo(Verdict.MALFORMED);
  }
}
