package io.zhijing.connectors.notify.cap;

import io.zhijing.connectors.notify.Notice;
import io.zhijing.connectors.notify.Notification;
import io.zhijing.connectors.notify.Phrase;
import io.zhijing.connectors.notify.settings.CapSettings;
import io.zhijing.connectors.notify.wording.AlertFacts;
import io.zhijing.connectors.notify.wording.Composer;
import io.zhijing.connectors.notify.wording.Words;
import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.model.RiskLevel;
import io.zhijing.detection.model.Scope;
import java.net.URI;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamException;

/**
 * One notice as a CAP 1.2 document. The same notification gives the same bytes. The first document
 * about a warning is an Alert, later ones are Updates, its end is a Cancel; simulated data are an
 * Exercise. Red is Extreme, orange Severe, yellow Moderate, blue Minor: our mapping, no standard's.
 *
 * @param identifier names it
 * @param reference by which later documents call it
 * @param xml its bytes, UTF-8
 */
@SuppressWarnings("ArrayRecordComponent") // made for one exchange and not kept
record CapDocument(String identifier, String reference, byte[] xml) {

  private static final ZoneOffset BEIJING = ZoneOffset.ofHours(8);
  private static final DateTimeFormatter NATIONAL = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");

  /** What a region's code is a code of, in {@code geocode}. */
  private static final String REGION_CODES = "GB/T 2260";

  static CapDocument of(CapSettings settings, Notification notification, Notice notice) {
    String identifier = identifier(settings, notification);
    String sent = CapText.time(notification.createdAt());
    try {
      CapXml xml = new CapXml();
      xml.text("identifier", identifier).text("sender", settings.sender().id()).text("sent", sent);
      head(xml, settings, notification, notice);
      info(xml, settings, notification, notice);
      return new CapDocument(
          identifier, CapText.reference(settings.sender().id(), identifier, sent), xml.bytes());
    } catch (XMLStreamException e) {
      throw new IllegalStateException("writing to memory cannot fail", e);
    }
  }

  /** The one digit of a national identifier is not enough for a burst: it runs on into seconds. */
  private static String identifier(CapSettings settings, Notification notification) {
    if (settings.identity() instanceof CapSettings.National national) {
      return national.region()
          + national.body()
          + national.unit()
          + national.extension()
          + "_"
          + NATIONAL.format(
              notification
                  .createdAt()
                  .withOffsetSameInstant(BEIJING)
                  .plusSeconds(notification.ordinal() / Notification.ORDINALS_A_SECOND))
          + "_"
          + notification.ordinal() % Notification.ORDINALS_A_SECOND;
    }
    return notification.id().text();
  }

  private static void head(
      CapXml xml, CapSettings settings, Notification notification, Notice notice)
      throws XMLStreamException {
    List<String> references = references(notification);
    xml.text("status", notice.isSimulated() ? "Exercise" : "Actual");
    if (notice.step().isEnd()) {
      xml.text("msgType", "Cancel");
    } else {
      xml.text("msgType", references.isEmpty() ? "Alert" : "Update");
    }
    xml.text("source", "zhijing");
    if (settings.audience() instanceof CapSettings.Restricted restricted) {
      xml.text("scope", "Restricted").text("restriction", restricted.restriction());
    } else if (settings.audience() instanceof CapSettings.Private listed) {
      xml.text("scope", "Private").text("addresses", String.join(" ", listed.addresses()));
    } else {
      xml.text("scope", "Public");
    }
    if (notice.isSimulated()) {
      xml.text("note", Words.of(notification.language()).text("simulated.note"));
    }
    xml.text("references", String.join(" ", references));
  }

  /** Those of the earlier receipts that are CAP's. */
  static List<String> references(Notification notification) {
    return notification.earlier().stream().filter(CapText::isReference).toList();
  }

  private static void info(
      CapXml xml, CapSettings settings, Notification notification, Notice notice)
      throws XMLStreamException {
    Words words = Words.of(notification.language());
    boolean isEnd = notice.step().isEnd();
    RiskLevel level = notice.step().level();
    xml.open("info").text("language", notification.language().locale().toLanguageTag());
    xml.text("category", "Safety").text("event", words.text("event"));
    xml.text("responseType", isEnd ? "AllClear" : "Assess");
    xml.text("urgency", isEnd ? "Past" : urgency(level));
    xml.text("severity", severity(level)).text("certainty", "Likely");
    for (Map.Entry<Dimension, String> node : notice.subject().focus().nodes().entrySet()) {
      xml.pair("eventCode", node.getKey().code() + "_code", node.getValue());
    }
    xml.text("effective", CapText.time(notification.createdAt()));
    xml.text("onset", CapText.time(AlertFacts.startsAt(notification, notice)));
    xml.text("expires", CapText.time(notification.createdAt().plus(settings.validity())));
    xml.text("senderName", settings.sender().name().in(notification.language()));
    String headline = Composer.headline(notification, notice);
    xml.text(
        "headline",
        notice.isSimulated() ? words.fill("simulated.title", Map.of("title", headline)) : headline);
    xml.text("description", Composer.counts(notification, notice));
    xml.text("instruction", Composer.duty(notification, notice));
    xml.text("web", notice.link().map(URI::toASCIIString).orElse(""));
    xml.pair("parameter", "level", level.code());
    xml.pair("parameter", "scope", notice.subject().scope().map(Scope::code).orElse(""));
    xml.pair("parameter", "warning_id", notice.warningId());
    xml.pair("parameter", "revision", Integer.toString(notice.revision()));
    xml.pair("parameter", "action", notice.step().action().code());
    xml.pair("parameter", "delivery_id", notification.id().text());
    area(xml, words, notice).close();
  }

  private static CapXml area(CapXml xml, Words words, Notice notice) throws XMLStreamException {
    Phrase where = notice.subject().where();
    String name = CapText.clean(where.in(words.language())).strip();
    xml.open("area").text("areaDesc", name.isEmpty() ? words.text("area.unknown") : name);
    String region = notice.subject().focus().node(Dimension.REGION);
    if (region.matches("\\d{6}")) {
      xml.pair("geocode", REGION_CODES, region);
    }
    return xml.close();
  }

  private static String urgency(RiskLevel level) {
    return switch (level) {
      case RED -> "Immediate";
      case ORANGE, YELLOW -> "Expected";
      case BLUE -> "Future";
      case NONE -> "Unknown";
    };
  }

  private static String severity(RiskLevel level) {
    return switch (level) {
      case RED -> "Extreme";
      case ORANGE -> "Severe";
      case YELLOW -> "Moderate";
      case BLUE -> "Minor";
      case NONE -> "Unknown";
    };
  }
}
