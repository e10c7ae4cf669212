package io.zhijing.connectors.notify.cap;

import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.connectors.notify.Address;
import io.zhijing.connectors.notify.Outcome.Delivered;
import io.zhijing.connectors.notify.Outcome.RetryReason;
import io.zhijing.connectors.notify.Outcome.Retryable;
import io.zhijing.connectors.notify.Phrase;
import io.zhijing.connectors.notify.Samples;
import io.zhijing.connectors.notify.exchange.Peer;
import io.zhijing.connectors.notify.settings.CapSettings;
import io.zhijing.connectors.notify.settings.TimeLimits;
import io.zhijing.connectors.secret.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Documents as they arrive, at a server and in a directory. */
@Timeout(60)
class CapDeliveryIT {

  private static final Address TO = new Address.Receiver("cap");
  private static final Delivered DELIVERED =
      new Delivered("qrisk@example.invalid,d-0001,2020-01-15T09:30:00+08:00");

  @TempDir Path folder;

  private static CapNotifier notifier(CapSettings.Target target) {
    return new CapNotifier(
        new CapSettings(
            target,
            new CapSettings.Sender("qrisk@example.invalid", Phrase.of("监测平台", "monitor")),
            new CapSettings.Restricted("departments"),
            new CapSettings.ByDelivery(),
            Duration.ofDays(7),
            TimeLimits.standard()),
        Samples.CLOCK);
  }

  @Test
  void aServerGetsAValidDocument() throws IOException {
    try (Peer peer = new Peer().replies(201, "").replies(503, "")) {
      CapNotifier notifier = notifier(new CapSettings.Post(peer.at("/cap"), Secret.of("Bearer t")));
      assertThat(notifier.send(Samples.after(Samples.raised(), TO, List.of())))
          .isEqualTo(DELIVERED);
      Peer.Received request = peer.received().get(0);
      assertThat(CapChecker.faults(request.body())).isEmpty();
      assertThat(request.headers())
          .containsEntry("Content-Type", "application/cap+xml; charset=utf-8")
          .containsEntry("Authorization", "Bearer t");
      assertThat(notifier.send(Samples.after(Samples.raised(), TO, List.of())))
          .isEqualTo(new Retryable(RetryReason.PEER_UNAVAILABLE, "HTTP 503"));
      assertThat(peer.received().get(1).body()).isEqualTo(request.body());
    }
  }

  @Test
  void aDirectoryGetsOneWholeFileHoweverOftenItIsSent() throws IOException {
    CapNotifier notifier = notifier(new CapSettings.Directory(folder.toString()));
    for (int i = 0; i < 3; i++) {
      assertThat(notifier.send(Samples.after(Samples.raised(), TO, List.of())))
          .isEqualTo(DELIVERED);
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(folder.resolve("d-0001.xml"));
    }
    assertThat(CapChecker.faults(Files.readAllBytes(folder.resolve("d-0001.xml")))).isEmpty();
  }

  @Test
  void aMissingDirectoryMayComeBack() {
    assertThat(
            notifier(new CapSettings.Directory(folder.resolve("gone").toString()))
                .send(Samples.after(Samples.raised(), TO, List.of())))
        .isEqualTo(new Retryable(RetryReason.STORAGE_FAILED, "NoSuchFileException"));
  }
}
