package io.zhijing.connectors.notify.cap;

import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.connectors.notify.Address;
import io.zhijing.connectors.notify.DeliveryId;
import io.zhijing.connectors.notify.Language;
import io.zhijing.connectors.notify.Notice;
import io.zhijing.connectors.notify.Notification;
import io.zhijing.connectors.notify.Outcome;
import io.zhijing.connectors.notify.Outcome.Delivered;
import io.zhijing.connectors.notify.Outcome.RejectReason;
import io.zhijing.connectors.notify.Outcome.Rejected;
import io.zhijing.connectors.notify.Phrase;
import io.zhijing.connectors.notify.Samples;
import io.zhijing.connectors.notify.settings.CapSettings;
import io.zhijing.connectors.notify.settings.TimeLimits;
import io.zhijing.detection.model.RiskLevel;
import io.zhijing.detection.warning.Transition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CapFileTest {
  private static final String IDENTIFIER = "150000M7400000_20200115093000_0";
  private static final Notice.Step RAISED =
      new Notice.Step(Transition.Action.RAISED, RiskLevel.NONE, RiskLevel.ORANGE);

  @TempDir Path folder;

  private static Notice notice(String id, String where) {
    return Samples.notice(id, RAISED, Phrase.of(where, where), Phrase.of("农用地膜", "film"));
  }

  private Outcome send(String delivery, Notice notice) {
    CapSettings settings =
        new CapSettings(
            new CapSettings.Directory(folder.toString()),
            new CapSettings.Sender("qrisk@example.invalid", Phrase.of("监测平台", "monitor")),
            new CapSettings.Restricted("departments"),
            new CapSettings.National("150000", "M74", "000", "00"),
            Duration.ofDays(7),
            TimeLimits.standard());
    return new CapNotifier(settings, Samples.CLOCK)
        .send(
            new Notification(
                new DeliveryId(delivery),
                Samples.CREATED,
                0,
                new Address.Receiver("cap"),
                Language.ZH,
                new Notification.Immediate(notice),
                List.of()));
  }

  private String file() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(folder.resolve(IDENTIFIER + ".xml"));
    }
    return Files.readString(folder.resolve(IDENTIFIER + ".xml"));
  }

  @Test
  void aDocumentOfAnotherWarningIsNotReplaced() throws IOException {
    assertThat(send("d-1", notice("w-1", "鄂尔多斯市"))).isInstanceOf(Delivered.class);
    String before = file();
    assertThat(send("d-2", notice("w-2", "包头市")))
        .isEqualTo(
            new Rejected(
                RejectReason.REFUSED,
                "the directory has a document of something else as " + IDENTIFIER));
    assertThat(file()).isEqualTo(before);
  }

  @Test
  void theSameStepTakesThePlaceOfItself() throws IOException {
    send("d-1", notice("w-1", "鄂尔多斯市"));
    assertThat(send("d-1", notice("w-1", "鄂尔多斯市"))).isInstanceOf(Delivered.class);
    assertThat(send("d-1", notice("w-1", "伊克昭盟"))).isInstanceOf(Delivered.class);
    assertThat(file()).contains("伊克昭盟").doesNotContain("鄂尔多斯市");
  }

  @Test
  void whatIsNoneOfOursIsLeftAlone() throws IOException {
    Files.writeString(folder.resolve(IDENTIFIER + ".xml"), "of somebody else");
    assertThat(send("d-1", notice("w-1", "鄂尔多斯市"))).isInstanceOf(Rejected.class);
    assertThat(file()).isEqualTo("of somebody else");
  }

  @Test
  void aPartThatIsStillTheFileIsNotWrittenInto() throws IOException {
    send("d-1", notice("w-1", "鄂尔多斯市"));
    String before = file();
    Path part = folder.resolve("." + IDENTIFIER + "-d-2.part");
    Files.createLink(part, folder.resolve(IDENTIFIER + ".xml"));
    assertThat(send("d-2", notice("w-2", "包头市"))).isInstanceOf(Rejected.class);
    assertThat(file()).isEqualTo(before);
  }
}
