package io.zhijing.connectors.notify.cap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.connectors.notify.Address;
import io.zhijing.connectors.notify.DeliveryId;
import io.zhijing.connectors.notify.Language;
import io.zhijing.connectors.notify.Notice;
import io.zhijing.connectors.notify.Notification;
import io.zhijing.connectors.notify.Outcome.RejectReason;
import io.zhijing.connectors.notify.Outcome.Rejected;
import io.zhijing.connectors.notify.Phrase;
import io.zhijing.connectors.notify.Samples;
import io.zhijing.connectors.notify.settings.CapSettings;
import io.zhijing.connectors.notify.settings.TimeLimits;
import io.zhijing.detection.model.RiskLevel;
import io.zhijing.detection.warning.Transition;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

class CapDocumentTest {

  private static final Address TO = new Address.Receiver("cap");
  private static final String EARLIER =
      "qrisk@example.invalid,15000000000000_20200114093000_0,2020-01-14T09:30:00+08:00";
  private static final CapSettings.Audience RESTRICTED =
      new CapSettings.Restricted("departments of 150600");

  static CapSettings settings(CapSettings.Audience audience, CapSettings.Identity identity) {
    return new CapSettings(
        new CapSettings.Directory("."),
        new CapSettings.Sender("qrisk@example.invalid", Phrase.of("质量安全风险监测平台", "Quality monitor")),
        audience,
        identity,
        Duration.ofDays(7),
        TimeLimits.standard());
  }

  private static final CapSettings SETTINGS = settings(RESTRICTED, new CapSettings.ByDelivery());

  private static CapDocument document(Notice notice, List<String> earlier) {
    return CapDocument.of(SETTINGS, Samples.after(notice, TO, earlier), notice);
  }

  private static Element alert(CapDocument document) throws SAXException {
    assertThat(CapChecker.faults(document.xml())).as(new String(document.xml(), UTF_8)).isEmpty();
    return CapChecker.parse(document.xml()).getDocumentElement();
  }

  private static Element info(Element alert) {
    return CapChecker.all(alert, "info").get(0);
  }

  @Test
  void theFirstIsAnAlert() throws SAXException {
    Element alert = alert(document(Samples.raised(), List.of()));
    assertThat(CapChecker.text(alert, "msgType")).isEqualTo("Alert");
    assertThat(CapChecker.text(alert, "status")).isEqualTo("Actual");
    assertThat(CapChecker.text(alert, "sent")).isEqualTo("2020-01-15T09:30:00+08:00");
    assertThat(CapChecker.text(alert, "restriction")).isEqualTo("departments of 150600");
    Element info = info(alert);
    assertThat(CapChecker.text(info, "language")).isEqualTo("zh-CN");
    assertThat(CapChecker.text(info, "event")).isEqualTo("产品质量安全风险预警");
    assertThat(CapChecker.text(info, "severity")).isEqualTo("Severe");
    assertThat(CapChecker.text(info, "onset")).isEqualTo("2020-01-13T00:00:00+08:00");
    assertThat(CapChecker.text(info, "expires")).isEqualTo("2020-01-22T09:30:00+08:00");
    assertThat(CapChecker.text(info, "instruction")).contains("组织专项抽查");
    Element area = CapChecker.all(info, "area").get(0);
    assertThat(CapChecker.text(area, "areaDesc")).isEqualTo("鄂尔多斯市");
    assertThat(CapChecker.all(area, "geocode").get(0).getTextContent())
        .isEqualTo("GB/T 2260" + "150600");
  }

  @Test
  void laterOnesReferToTheEarlier() throws SAXException {
    Notice escalated = Samples.notice(Transition.Action.ESCALATED, RiskLevel.ORANGE, RiskLevel.RED);
    CapDocument update = document(escalated, List.of("<a@b.example>", EARLIER));
    Element alert = alert(update);
    assertThat(CapChecker.text(alert, "msgType")).isEqualTo("Update");
    assertThat(CapChecker.text(alert, "references")).isEqualTo(EARLIER);
    assertThat(CapChecker.text(info(alert), "severity")).isEqualTo("Extreme");

    Element cancel = alert(document(Samples.closed(), List.of(EARLIER, update.reference())));
    assertThat(CapChecker.text(cancel, "msgType")).isEqualTo("Cancel");
    assertThat(CapChecker.text(cancel, "references"))
        .isEqualTo(EARLIER + " qrisk@example.invalid,d-0001,2020-01-15T09:30:00+08:00");
    assertThat(CapChecker.text(info(cancel), "urgency")).isEqualTo("Past");
    assertThat(CapChecker.text(info(cancel), "responseType")).isEqualTo("AllClear");
  }

  @Test
  void aWithdrawalIsDescribedWithoutNumbers() throws SAXException {
    Notice withdrawn = Samples.withdrawn(Transition.Reason.CORRECTED);
    Element alert = alert(document(withdrawn, List.of(EARLIER)));
    assertThat(CapChecker.text(alert, "msgType")).isEqualTo("Cancel");
    assertThat(CapChecker.text(info(alert), "description")).isEqualTo("依据已更正，预警不再成立");
  }

  @Test
  void simulatedDataAreAnExercise() throws SAXException {
    Element alert = alert(document(Samples.simulated(Samples.raised()), List.of()));
    assertThat(CapChecker.text(alert, "status")).isEqualTo("Exercise");
    assertThat(CapChecker.text(alert, "note")).startsWith("模拟数据");
    assertThat(CapChecker.text(info(alert), "headline")).startsWith("【模拟数据】");
  }

  @ParameterizedTest
  @CsvSource({"RED,Extreme", "ORANGE,Severe", "YELLOW,Moderate", "BLUE,Minor", "NONE,Unknown"})
  void everyLevelHasItsSeverity(RiskLevel level, String severity) throws SAXException {
    Notice notice = Samples.notice(Transition.Action.RAISED, RiskLevel.NONE, level);
    assertThat(CapChecker.text(info(alert(document(notice, List.of()))), "severity"))
        .isEqualTo(severity);
  }

  @Test
  void everyAudienceIsWellFormed() throws SAXException {
    for (CapSettings.Audience audience :
        List.of(
            new CapSettings.Public(),
            RESTRICTED,
            new CapSettings.Private(List.of("a@example.invalid", "b@example.invalid")))) {
      Notice notice = Samples.raised();
      CapDocument document =
          CapDocument.of(
              settings(audience, new CapSettings.ByDelivery()),
              Samples.after(notice, TO, List.of()),
              notice);
      assertThat(CapChecker.text(alert(document), "scope"))
          .isEqualTo(audience.getClass().getSimpleName());
    }
  }

  @Test
  void nationalIdentifiersHaveThirtyOneCharactersInBeijingTime() {
    Notice notice = Samples.raised();
    Notification third =
        new Notification(
            new DeliveryId("d"),
            OffsetDateTime.parse("2020-01-15T01:30:00Z"),
            2,
            TO,
            Language.ZH,
            new Notification.Immediate(notice),
            List.of());
    CapDocument document =
        CapDocument.of(
            settings(RESTRICTED, new CapSettings.National("150000", "M74", "000", "00")),
            third,
            notice);
    assertThat(document.identifier()).isEqualTo("150000M7400000_20200115093000_2").hasSize(31);
    assertThat(document.reference()).endsWith(",2020-01-15T01:30:00+00:00");
    assertThat(CapChecker.faults(document.xml())).isEmpty();
  }

  @Test
  void nationalIdentifiersOfABurstRunOnIntoTheSecondsThatFollow() {
    List<String> identifiers = IntStream.range(0, 35).mapToObj(CapDocumentTest::national).toList();
    assertThat(identifiers)
        .doesNotHaveDuplicates()
        .allSatisfy(each -> assertThat(each).hasSize(31))
        .startsWith("150000M7400000_20200115093000_0")
        .contains("150000M7400000_20200115093000_9", "150000M7400000_20200115093001_0")
        .endsWith("150000M7400000_20200115093003_4");
  }

  private static String national(int ordinal) {
    Notice notice = Samples.raised();
    Notification notification =
        new Notification(
            new DeliveryId("d" + ordinal),
            Samples.CREATED,
            ordinal,
            TO,
            Language.ZH,
            new Notification.Immediate(notice),
            List.of());
    return CapDocument.of(
            settings(RESTRICTED, new CapSettings.National("150000", "M74", "000", "00")),
            notification,
            notice)
        .identifier();
  }

  @Test
  void noDataBreakADocumentAndTheSameGivesTheSameBytes() {
    Random random = new Random(13);
    for (int i = 0; i < 300; i++) {
      Notice nasty = Samples.nastyNotice(random, 10);
      CapDocument document = document(nasty, List.of());
      assertThat(CapChecker.faults(document.xml())).isEmpty();
      assertThat(document(nasty, List.of()).xml()).isEqualTo(document.xml());
    }
  }

  @Test
  void refusesWhatCapCannotTell() {
    CapNotifier notifier = new CapNotifier(SETTINGS, Samples.CLOCK);
    assertThat(notifier.send(Samples.digest(2, 0, TO, Language.ZH)))
        .isEqualTo(new Rejected(RejectReason.NOT_CARRIED, "CAP carries no digest"));
    assertThat(notifier.send(Samples.after(Samples.closed(), TO, List.of("no reference"))))
        .isEqualTo(
            new Rejected(RejectReason.NOTHING_TO_END, "a Cancel refers to earlier documents"));
  }

  @Test
  void theCheckerKnowsAGoodDocument() throws IOException {
    assertThat(CapChecker.faults(sample().getBytes(UTF_8))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "+08:00</sent>|Z</sent>|sent is no time",
        "09:30:00+08:00</sent>|09:30+08:00</sent>|sent is no time",
        "09:30:00+08:00</sent>|09:30:00.5+08:00</sent>|sent is no time",
        "01-15T09:30:00+08:00</sent>|02-30T09:30:00+08:00</sent>|sent is no time",
        "<status>Exercise|<status>Simulated|status cannot be Simulated",
        "<msgType>Cancel|<msgType>Close|msgType cannot be Close",
        "<msgType>Cancel|<msgType>Alert|references go with Update and Cancel",
        "Restricted</scope>|Internal</scope>|scope cannot be Internal",
        "Restricted</scope>|Public</scope>|restriction goes with scope Restricted",
        "Restricted</scope>|Private</scope>|scope Private needs addresses",
        "<category>Safety|<category>Quality|category cannot be Quality",
        "<responseType>AllClear|<responseType>Relax|responseType cannot be Relax",
        "<urgency>Past</urgency>||urgency is missing in info",
        "<severity>Severe|<severity>Orange|severity cannot be Orange",
        "<certainty>Likely|<certainty>Sure|certainty cannot be Sure",
        "<event>产品质量安全风险预警</event>||event is missing in info",
        "<identifier>a|<identifier>a b|identifier holds a space",
        "<sender>qrisk|<sender>q,risk|sender holds a space, comma",
        "<sender>qrisk@example.invalid</sender>||sender is missing in alert",
        "<areaDesc>鄂尔多斯市</areaDesc>||areaDesc is missing in area",
        "<areaDesc>鄂尔多斯市|<areaDesc>|areaDesc is empty",
        "<valueName>GB/T 2260</valueName>||geocode is not valueName and value",
        "2020-01-22|2020-01-02|expires before it is effective",
        "cap:1.2|cap:1.1|the root is not alert of CAP 1.2",
        "<language>zh-CN</language>|<colour>red</colour>|colour does not belong into info",
        "<headline>h</headline>|<event>again</event>|event comes too late in info",
        ",2020-01-14T09:30:00+08:00</ref|</ref|no reference",
        "</alert>||not well-formed"
      })
  void theCheckerFindsEachFault(String good, String bad, String fault) throws IOException {
    String spoilt = sample().replace(good, bad == null ? "" : bad);
    assertThat(spoilt).isNotEqualTo(sample());
    assertThat(CapChecker.faults(spoilt.getBytes(UTF_8)))
        .anySatisfy(found -> assertThat(found).startsWith(fault));
  }

  private static String sample() throws IOException {
    try (InputStream in = CapDocumentTest.class.getResourceAsStream("/notify/cap-cancel.xml")) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
