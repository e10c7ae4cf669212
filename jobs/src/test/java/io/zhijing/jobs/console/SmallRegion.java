package io.zhijing.jobs.console;

import io.zhijing.connectors.kafka.KafkaSettings;
import io.zhijing.connectors.kafka.ReportProducer;
import io.zhijing.detection.model.ReportStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Ten made-up months of Inner Mongolia: quiet, but for failing cereals in Dongsheng and complaints
 * about transport in Xincheng at the end, and one lonely complaint in Kangbashi.
 */
public final class SmallRegion {
  /** The first day. */
  public static final LocalDate FIRST = LocalDate.parse("2020-01-01");

  static final LocalDate LAST = LocalDate.parse("2020-10-31");

  /** Day of the lonely complaint. */
  static final LocalDate LONELY = LocalDate.parse("2020-10-20");

  static final String LONELY_CELL = "complaint;region=150603";
  static final String FIRM = "91150600YYYY00039N";
  static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  /** The last moment of the last day: what is known then has all its days. */
  public static final Instant END = LAST.plusDays(1).atStartOfDay(ZONE).toInstant().minusMillis(1);

  private final KafkaSettings kafka;
  private final UnaryOperator<String> change;
  private int sent;

  /** Into the topics of a Kafka. */
  public SmallRegion(KafkaSettings kafka) {
    this(kafka, UnaryOperator.identity());
  }

  /**
   * The same with each record changed.
   *
   * @param change of the record's text
   */
  public SmallRegion(KafkaSettings kafka, UnaryOperator<String> change) {
    this.kafka = kafka;
    this.change = change;
  }

  /** How many records there are, signs of life excepted. */
  public int sent() {
    return sent;
  }

  /** Sends all of it. */
  public void produce() {
    try (ReportProducer producer = new ReportProducer(kafka)) {
      for (LocalDate day = FIRST; !day.isAfter(LAST); day = day.plusDays(1)) {
        inspections(producer, day);
        complaints(producer, day);
      }
      send(
          producer, ReportStream.INSPECTION, "{\"schema\":\"zhijing.inspection/1\",\"trials\":-1}");
      String twice = inspection("twice", LAST, "150102", 10, 0);
      send(producer, ReportStream.INSPECTION, twice);
      send(producer, ReportStream.INSPECTION, twice);
      producer.heartbeat("test", LAST.plusDays(3).atStartOfDay(ZONE).toInstant());
      producer.flush();
    }
  }

  private void inspections(ReportProducer producer, LocalDate day) {
    boolean isBad = day.isAfter(LAST.minusDays(9));
    for (String region : List.of("150602", "150102", "152501")) {
      int failures = isBad && region.equals("150602") ? 8 : day.getDayOfMonth() % 5 == 0 ? 1 : 0;
      String id = region + "-" + day;
      send(producer, ReportStream.INSPECTION, inspection(id, day, region, 10, failures));
    }
  }

  private void complaints(ReportProducer producer, LocalDate day) {
    for (String region : List.of("150103", "150104", "150105", "150204")) {
      complaint(producer, day, region, "G53", 1);
    }
    boolean isBad = day.isAfter(LAST.minusDays(6));
    if (isBad) {
      complaint(producer, day, "150102", "G53", 9);
    } else if (day.getDayOfMonth() % 3 == 0) {
      complaint(producer, day, "150102", "G53", 1);
    }
    if (day.equals(LONELY)) {
      complaint(producer, day, "150603", "G53", 1);
    }
  }

  private static String inspection(
      String id, LocalDate day, String region, int trials, int failures) {
    return """
        {"schema":"zhijing.inspection/1","event_date":"%s","id":"%s","region":"%s","sector":"C1311",\
        "hazards":%s,"enterprise":{"code":"%s","name":"example mill"},\
        "sampling":{"kind":"random","stage":"market","body":"example lab"},"trials":%d,"failures":%d}"""
        .formatted(
            day, id, region, failures > 0 ? "[\"mycotoxin\"]" : "[]", FIRM, trials, failures);
  }

  private void complaint(
      ReportProducer producer, LocalDate day, String region, String sector, int count) {
    for (int i = 0; i < count; i++) {
      send(
          producer,
          ReportStream.COMPLAINT,
          """
          {"schema":"zhijing.complaint/1","event_date":"%s","id":"%s-%s-%d","region":"%s",\
          "sector":"%s","product":"ticket","enterprise":{"name":"example coach company"},\
          "channel":"12315","description":"example"}"""
              .formatted(day, region, day, i, region, sector));
    }
  }

  private void send(ReportProducer producer, ReportStream stream, String json) {
    producer.send(
        kafka.topics().of(stream),
        ("key" + sent).getBytes(StandardCharsets.UTF_8),
        change.apply(json).getBytes(StandardCharsets.UTF_8));
    sent++;
  }
}
