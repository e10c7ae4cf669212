package io.zhijing.connectors.notify.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.zhijing.connectors.notify.Address;
import io.zhijing.connectors.notify.Language;
import io.zhijing.connectors.notify.Notification;
import io.zhijing.connectors.notify.Outcome;
import io.zhijing.connectors.notify.Outcome.Delivered;
import io.zhijing.connectors.notify.Outcome.RejectReason;
import io.zhijing.connectors.notify.Outcome.Rejected;
import io.zhijing.connectors.notify.Outcome.RetryReason;
import io.zhijing.connectors.notify.Outcome.Retryable;
import io.zhijing.connectors.notify.Samples;
import io.zhijing.connectors.notify.exchange.Peer;
import io.zhijing.connectors.notify.exchange.RudePeer;
import io.zhijing.connectors.notify.exchange.RudePeer.Manner;
import io.zhijing.connectors.notify.exchange.TestIdentity;
import io.zhijing.connectors.notify.settings.TimeLimits;
import io.zhijing.connectors.notify.settings.WebhookSettings;
import io.zhijing.connectors.secret.Secret;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One webhook against peers that behave and peers that do not; holds for every HTTP channel. */
@Timeout(60)
class WebhookIT {

  private static final TimeLimits SHORT =
      new TimeLimits(Duration.ofMillis(1200), Duration.ofMillis(1200));
  private static final Notification RAISED =
      Samples.immediate(Samples.raised(), new Address.Receiver("league"), Language.ZH);

  private static WebhookNotifier notifier(URI endpoint) {
    return notifier(endpoint, TimeLimits.standard());
  }

  private static WebhookNotifier notifier(URI endpoint, TimeLimits limits) {
    return new WebhookNotifier(
        new WebhookSettings(
            endpoint,
            Secret.of("shared-key"),
            Secret.of("Bearer hidden-token"),
            URI.create("https://quality.example/"),
            limits),
        Samples.CLOCK);
  }

  private static Outcome timed(URI endpoint) {
    long start = System.nanoTime();
    Outcome outcome = notifier(endpoint, SHORT).send(RAISED);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(6));
    return outcome;
  }

  private static Outcome sent(URI endpoint) {
    return notifier(endpoint).send(RAISED);
  }

  private static void expect(Outcome outcome, RetryReason reason) {
    assertThat(outcome)
        .asInstanceOf(type(Retryable.class))
        .satisfies(retryable -> assertThat(retryable.reason()).isEqualTo(reason));
  }

  @Test
  void theReceiverCanVerifyAndRecognise() throws IOException {
    try (Peer peer = new Peer().replies(200, "")) {
      WebhookNotifier notifier = notifier(peer.at("/hook?tenant=1"));
      assertThat(notifier.send(RAISED)).isEqualTo(new Delivered("d-0001"));
      assertThat(notifier.send(RAISED)).isEqualTo(new Delivered("d-0001"));
      assertThat(peer.received()).hasSize(2);
      for (Peer.Received request : peer.received()) {
        assertThat(request.uri()).hasToString("/hook?tenant=1");
        assertThat(request.headers())
            .containsEntry("X-Zhijing-Delivery-Id", "d-0001")
            .containsEntry("Authorization", "Bearer hidden-token")
            .containsEntry("Content-Type", "application/json; charset=utf-8");
        assertThat(
                new WebhookSignature(Secret.of("shared-key"))
                    .verify(
                        request.headers().get(WebhookSignature.TIMESTAMP),
                        request.headers().get(WebhookSignature.SIGNATURE),
                        request.body(),
                        Samples.now()))
            .isEqualTo(WebhookSignature.Verdict.VALID);
        assertThat(new ObjectMapper().readTree(request.body()).path("deliveryId").asText())
            .isEqualTo("d-0001");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"429,RATE_LIMITED,30", "503,PEER_UNAVAILABLE,30", "500,PEER_UNAVAILABLE,"})
  void whatPassesIsRetriedWhenThePeerSays(int status, RetryReason reason, Integer after)
      throws IOException {
    try (Peer peer = new Peer()) {
      if (after == null) {
        peer.replies(status, "sorry");
      } else {
        peer.replies(status, "sorry", "Retry-After", after.toString());
      }
      assertThat(notifier(peer.at("/")).send(RAISED))
          .isEqualTo(
              new Retryable(
                  reason,
                  "HTTP " + status + " sorry",
                  after == null ? null : Duration.ofSeconds(after)));
    }
  }

  @ParameterizedTest
  @CsvSource({"400,CONTENT_REFUSED", "401,UNAUTHORIZED", "404,NO_SUCH_TARGET"})
  void whatIsFinalIsNotAndKeepsTheSecret(int status, RejectReason reason) throws IOException {
    try (Peer peer = new Peer().replies(status, "you sent Bearer hidden-token")) {
      assertThat(notifier(peer.at("/")).send(RAISED))
          .isEqualTo(new Rejected(reason, "HTTP " + status + " you sent ***"));
    }
  }

  @Test
  void redirectsAreNotFollowed() throws IOException {
    try (Peer peer = new Peer()) {
      peer.replies(307, "", "Location", peer.at("/elsewhere").toString()).replies(200, "");
      assertThat(notifier(peer.at("/")).send(RAISED))
          .isEqualTo(new Rejected(RejectReason.REDIRECTED, "HTTP 307"));
      assertThat(peer.received()).hasSize(1);
    }
  }

  @Test
  void moreThanEnoughIsNotRead() throws IOException {
    try (Peer peer = new Peer().replies(500, "x".repeat(5_000_000))) {
      assertThat(sent(peer.at("/")))
          .asInstanceOf(type(Retryable.class))
          .satisfies(
              retryable -> {
                assertThat(retryable.reason()).isEqualTo(RetryReason.PEER_UNAVAILABLE);
                assertThat(retryable.detail()).hasSizeLessThan(250).startsWith("HTTP 500 xxx");
              });
    }
  }

  @Test
  void nobodyThere() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    expect(sent(URI.create("http://127.0.0.1:" + free)), RetryReason.CONNECT_FAILED);
    expect(sent(URI.create("http://nobody.invalid/")), RetryReason.CONNECT_FAILED);
  }

  @Test
  void aPeerThatCannotProveWhoItIsGetsNothing(@TempDir Path folder) throws Exception {
    try (Peer peer = Peer.encrypted(TestIdentity.of("localhost", folder)).replies(200, "")) {
      assertThat(sent(peer.at("/")))
          .isEqualTo(
              new Rejected(RejectReason.UNTRUSTED_PEER, "the peer's certificate is not trusted"));
      assertThat(peer.received()).isEmpty();
    }
  }

  @Test
  void silenceEndsInTime() throws IOException {
    try (RudePeer peer = new RudePeer(Manner.SILENT, "")) {
      expect(timed(URI.create("http://127.0.0.1:" + peer.port())), RetryReason.TIMED_OUT);
      Awaitility.await().until(peer::isLeftAlone);
    }
  }

  @Test
  void drippingEndsInTime() throws IOException {
    String endless = "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n" + "x".repeat(1000);
    try (RudePeer peer = new RudePeer(Manner.DRIPS, endless)) {
      expect(timed(URI.create("http://127.0.0.1:" + peer.port())), RetryReason.TIMED_OUT);
      Awaitility.await().until(peer::isLeftAlone);
    }
    String halfABody = "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\nxx";
    try (RudePeer peer = new RudePeer(Manner.SAYS, halfABody)) {
      expect(sent(URI.create("http://127.0.0.1:" + peer.port())), RetryReason.CONNECTION_LOST);
    }
  }

  @Test
  void resetsAndNonsense() throws IOException {
    try (RudePeer peer = new RudePeer(Manner.RESETS, "")) {
      expect(sent(URI.create("http://127.0.0.1:" + peer.port())), RetryReason.CONNECTION_LOST);
    }
    try (RudePeer peer = new RudePeer(Manner.SAYS, "220 mail.example ESMTP\r\n\r\n")) {
      expect(sent(URI.create("http://127.0.0.1:" + peer.port())), RetryReason.GARBLED_ANSWER);
    }
  }

  @Test
  void anInterruptedThreadStaysInterrupted() throws IOException {
    try (RudePeer peer = new RudePeer(Manner.SILENT, "")) {
      Thread.currentThread().interrupt();
      Outcome outcome = notifier(URI.create("http://127.0.0.1:" + peer.port())).send(RAISED);
      assertThat(Thread.interrupted()).isTrue();
      expect(outcome, RetryReason.INTERRUPTED);
    }
  }
}
