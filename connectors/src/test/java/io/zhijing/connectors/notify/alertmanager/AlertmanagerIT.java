package io.zhijing.connectors.notify.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.zhijing.connectors.notify.Address;
import io.zhijing.connectors.notify.DeliveryId;
import io.zhijing.connectors.notify.Language;
import io.zhijing.connectors.notify.Notice;
import io.zhijing.connectors.notify.Notification;
import io.zhijing.connectors.notify.Outcome.Delivered;
import io.zhijing.connectors.notify.Outcome.RejectReason;
import io.zhijing.connectors.notify.Outcome.Rejected;
import io.zhijing.connectors.notify.Samples;
import io.zhijing.connectors.notify.exchange.Peer;
import io.zhijing.connectors.notify.settings.AlertmanagerSettings;
import io.zhijing.connectors.notify.settings.TimeLimits;
import io.zhijing.connectors.secret.Secret;
import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.model.ReportStream;
import io.zhijing.detection.model.RiskLevel;
import io.zhijing.detection.model.Scope;
import io.zhijing.detection.model.Stratum;
import io.zhijing.detection.warning.Transition;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real Alertmanager, Debian's package {@code prometheus-alertmanager}, which also calls back. */
@Timeout(90)
class AlertmanagerIT {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @TempDir static Path folder;
  private static Process process;
  private static Peer receiver;
  private static URI base;

  @BeforeAll
  static void start() throws IOException {
    Path binary =
        Stream.of("/usr/bin/prometheus-alertmanager", "/usr/local/bin/alertmanager")
            .map(Path::of)
            .filter(Files::isExecutable)
            .findFirst()
            .orElseThrow(
                () ->
                    new AssertionError(
                        "no Alertmanager: install Debian's package prometheus-alertmanager"));
    receiver = new Peer().replies(200, "");
    Path config =
        Files.writeString(
            folder.resolve("alertmanager.yml"),
            """
            route: {receiver: back, group_by: [warning_id, level], group_wait: 0s, group_interval: 1s}
            receivers:
              - name: back
                webhook_configs: [{url: '%s', send_resolved: true}]
            """
                .formatted(receiver.at("/back")));
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    base = URI.create("http://127.0.0.1:" + port);
    process =
        new ProcessBuilder(
                binary.toString(),
                "--config.file=" + config,
                "--storage.path=" + folder.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port,
                "--cluster.listen-address=")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("alertmanager.log").toFile())
            .start();
    Awaitility.await().ignoreExceptions().until(() -> get("/-/ready").statusCode() == 200);
  }

  @AfterAll
  static void stop() throws InterruptedException {
    if (process != null) {
      process.destroy();
      assertThat(process.waitFor()).isNotNegative();
      receiver.close();
    }
  }

  private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return CLIENT.send(
        HttpRequest.newBuilder(base.resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
  }

  private static List<String> firing(String id) throws IOException, InterruptedException {
    List<String> levels = new ArrayList<>();
    for (JsonNode alert : MAPPER.readTree(get("/api/v2/alerts").body())) {
      boolean stands =
          OffsetDateTime.parse(alert.path("endsAt").asText())
              .isAfter(OffsetDateTime.now(ZoneOffset.UTC));
      if (alert.at("/labels/warning_id").asText().equals(id) && stands) {
        levels.add(alert.at("/labels/level").asText());
      }
    }
    return levels;
  }

  private static Notification of(Notice notice) {
    return new Notification(
        new DeliveryId("d-" + notice.step().action().code()),
        OffsetDateTime.now(ZoneOffset.ofHours(8)),
        0,
        new Address.Receiver("am"),
        Language.ZH,
        new Notification.Immediate(notice),
        List.of());
  }

  private static AlertmanagerNotifier notifier(URI at) {
    return new AlertmanagerNotifier(
        new AlertmanagerSettings(
            at, Secret.none(), AlertmanagerSettings.STANDARD_HOLD, TimeLimits.standard()),
        Samples.CLOCK);
  }

  @Test
  void aWarningRisesAndEndsThere() throws Exception {
    AlertmanagerNotifier notifier = notifier(base);
    String id = Samples.raised().warningId();
    Notice yellow =
        Samples.first(Samples.notice(Transition.Action.RAISED, RiskLevel.NONE, RiskLevel.YELLOW));
    Notice orange = Samples.notice(Transition.Action.ESCALATED, RiskLevel.YELLOW, RiskLevel.ORANGE);

    assertThat(notifier.send(of(yellow))).isEqualTo(new Delivered("d-raised"));
    assertThat(notifier.send(of(yellow))).as("a repeat").isEqualTo(new Delivered("d-raised"));
    assertThat(firing(id)).containsExactly("yellow");

    assertThat(notifier.send(of(orange))).isEqualTo(new Delivered("d-escalated"));
    assertThat(firing(id)).containsExactly("orange");

    assertThat(notifier.send(of(Samples.closed()))).isEqualTo(new Delivered("d-closed"));
    assertThat(firing(id)).isEmpty();

    Awaitility.await()
        .untilAsserted(
            () -> {
              List<String> told = new ArrayList<>();
              for (Peer.Received call : receiver.received()) {
                JsonNode payload = MAPPER.readTree(call.body());
                assertThat(payload.path("version").asText()).isEqualTo("4");
                told.add(
                    payload.path("status").asText()
                        + " "
                        + payload.at("/groupLabels/level").asText());
              }
              assertThat(told).contains("firing yellow", "resolved yellow", "resolved orange");
            });
  }

  @Test
  void aWarningThatMovesHasOneAlertAndNoneWhenItIsWithdrawn() throws Exception {
    AlertmanagerNotifier notifier = notifier(base);
    String id = Samples.raised().warningId();
    Stratum elsewhere = new Stratum(ReportStream.INSPECTION, Map.of(Dimension.REGION, "150602"));
    Notice updated = Samples.notice(Transition.Action.UPDATED, RiskLevel.ORANGE, RiskLevel.ORANGE);
    Notice moved = Samples.moved(updated, elsewhere, Scope.SYSTEMIC);

    notifier.send(of(Samples.raised()));
    notifier.send(of(moved));
    assertThat(firing(id)).containsExactly("orange");

    notifier.send(of(Samples.withdrawn(Transition.Reason.CORRECTED)));
    assertThat(firing(id)).isEmpty();
  }

  @Test
  void whatItDoesNotUnderstandIsFinal() {
    assertThat(notifier(base.resolve("/nowhere/")).send(of(Samples.raised())))
        .isInstanceOfSatisfying(
            Rejected.class,
            rejected -> assertThat(rejected.reason()).isEqualTo(RejectReason.NO_SUCH_TARGET));
  }
}
