package io.zhijing.connectors.notify;

import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.model.ReportStream;
import io.zhijing.detection.model.RiskLevel;
import io.zhijing.detection.model.Scope;
import io.zhijing.detection.model.Stratum;
import io.zhijing.detection.warning.Handling.Stage;
import io.zhijing.detection.warning.Transition;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Notices as the monitor makes them: plastic film of Ordos, nine of forty batches failed. */
public final class Samples {

  /** When sample notifications came to be. */
  public static final OffsetDateTime CREATED = OffsetDateTime.parse("2020-01-15T09:30:00+08:00");

  /** The same time as a clock that stands still. */
  public static final InstantSource CLOCK = InstantSource.fixed(CREATED.toInstant());

  private Samples() {}

  /** A step of the sample warning, in plain words. */
  public static Notice notice(Transition.Action action, RiskLevel from, RiskLevel level) {
    return notice(
        "w-150600-G04",
        new Notice.Step(action, from, level),
        Phrase.of("鄂尔多斯市", "Ordos"),
        Phrase.of("农用地膜", "plastic film"));
  }

  /** A step of a warning with these words. */
  public static Notice notice(String id, Notice.Step step, Phrase where, Phrase what) {
    return new Notice(
        id,
        3,
        step,
        new Notice.Subject(
            new Stratum(
                ReportStream.INSPECTION,
                Map.of(Dimension.REGION, "150600", Dimension.SECTOR, "C2921")),
            new Stratum(
                ReportStream.INSPECTION,
                Map.of(Dimension.REGION, "150600", Dimension.SECTOR, "C2921")),
            Optional.of(Scope.REGIONAL),
            where,
            what),
        new Notice.Counts(9, 40, 2.04, 5.3, 28),
        LocalDate.of(2020, 1, 13),
        LocalDate.of(2020, 1, 15),
        List.of(Transition.Reason.RATE_ABOVE_EXPECTED, Transition.Reason.EVIDENCE_GREW),
        new Notice.Responsibility(
            Phrase.of("市场监管局", "Market Supervision"),
            List.of(Phrase.of("农牧局", "Agriculture")),
            Optional.of(
                new Notice.Duty(
                    Phrase.of("组织专项抽查", "inspect in a campaign"),
                    Optional.of(Stage.DISPOSE),
                    Optional.of(OffsetDateTime.parse("2020-01-16T18:00:00+08:00"))))),
        Optional.of(URI.create("https://quality.example/warnings/w-150600-G04")),
        false);
  }

  /** Raised at orange. */
  public static Notice raised() {
    return notice(Transition.Action.RAISED, RiskLevel.NONE, RiskLevel.ORANGE);
  }

  /** Closed. */
  public static Notice closed() {
    return notice(Transition.Action.CLOSED, RiskLevel.ORANGE, RiskLevel.ORANGE);
  }

  /** The same as a warning's first step. */
  public static Notice first(Notice notice) {
    return new Notice(
        notice.warningId(),
        1,
        notice.step(),
        notice.subject(),
        notice.counts(),
        notice.since(),
        notice.judged(),
        notice.reasons(),
        notice.responsibility(),
        notice.link(),
        notice.isSimulated());
  }

  /** The same, explained by another stratum and of another scope. */
  public static Notice moved(Notice notice, Stratum focus, Scope scope) {
    return new Notice(
        notice.warningId(),
        notice.revision(),
        notice.step(),
        new Notice.Subject(
            notice.subject().stratum(),
            focus,
            Optional.of(scope),
            notice.subject().where(),
            notice.subject().what()),
        notice.counts(),
        notice.since(),
        notice.judged(),
        notice.reasons(),
        notice.responsibility(),
        notice.link(),
        notice.isSimulated());
  }

  /** Withdrawn for this reason, as its record tells it: without evidence and without numbers. */
  public static Notice withdrawn(Transition.Reason reason) {
    Notice before = notice(Transition.Action.WITHDRAWN, RiskLevel.ORANGE, RiskLevel.ORANGE);
    return new Notice(
        before.warningId(),
        before.revision(),
        before.step(),
        new Notice.Subject(
            before.subject().stratum(),
            before.subject().stratum(),
            Optional.empty(),
            before.subject().where(),
            before.subject().what()),
        new Notice.Counts(0, 0, 0, 0, 0),
        before.since(),
        before.judged(),
        List.of(reason),
        new Notice.Responsibility(
            before.responsibility().lead(), before.responsibility().helpers(), Optional.empty()),
        before.link(),
        false);
  }

  /** The same, with another thing owed by the limit; empty where the record does not say. */
  public static Notice owing(Notice notice, Optional<Stage> owed) {
    Notice.Duty duty = notice.responsibility().duty().orElseThrow();
    return owing(notice, new Notice.Duty(duty.act(), owed, duty.due()));
  }

  /** The same after all limits for what is owed were missed. */
  public static Notice missed(Notice notice, Stage owed) {
    Notice.Duty duty = notice.responsibility().duty().orElseThrow();
    return owing(notice, new Notice.Duty(duty.act(), Optional.of(owed), Optional.empty()));
  }

  private static Notice owing(Notice notice, Notice.Duty duty) {
    return new Notice(
        notice.warningId(),
        notice.revision(),
        notice.step(),
        notice.subject(),
        notice.counts(),
        notice.since(),
        notice.judged(),
        notice.reasons(),
        new Notice.Responsibility(
            notice.responsibility().lead(), notice.responsibility().helpers(), Optional.of(duty)),
        notice.link(),
        notice.isSimulated());
  }

  /** The same with made-up data. */
  public static Notice simulated(Notice notice) {
    return new Notice(
        notice.warningId(),
        notice.revision(),
        notice.step(),
        notice.subject(),
        notice.counts(),
        notice.since(),
        notice.judged(),
        notice.reasons(),
        notice.responsibility(),
        notice.link(),
        true);
  }

  /** A notification of one notice. */
  public static Notification immediate(Notice notice, Address address, Language language) {
    return of(new Notification.Immediate(notice), address, language, List.of());
  }

  /** A notification in Chinese with earlier receipts. */
  public static Notification after(Notice notice, Address address, List<String> earlier) {
    return of(new Notification.Immediate(notice), address, Language.ZH, earlier);
  }

  /** A digest of so many notices, and so many left out. */
  public static Notification digest(int notices, int more, Address address, Language language) {
    List<Notice> all = new ArrayList<>();
    for (int i = 0; i < notices; i++) {
      all.add(
          notice(
              "w-" + i,
              new Notice.Step(Transition.Action.RAISED, RiskLevel.NONE, RiskLevel.YELLOW),
              Phrase.of("第" + i + "旗", "banner " + i),
              Phrase.of("乳制品", "dairy")));
    }
    return of(new Notification.Digest(all, more), address, language, List.of());
  }

  private static Notification of(
      Notification.Content content, Address address, Language language, List<String> earlier) {
    return new Notification(
        new DeliveryId("d-0001"), CREATED, 0, address, language, content, earlier);
  }

  /**
   * Text that data may hold at worst: marks, joined emoji, markup, line breaks, lone surrogates.
   */
  public static String nasty(Random random, int pieces) {
    String[] stock = {
      "质",
      "警",
      "a",
      "é",
      "e\u0301",
      "क्षि",
      "👨‍👩‍👧‍👦",
      "🇨🇳",
      "👍🏽",
      "\uD800",
      "\u0000",
      "\r\n",
      "\u2028",
      "<b>",
      "&amp;",
      "\"",
      "'",
      "](http://evil.example)",
      "![x](y)",
      "**",
      "__",
      "`",
      "#",
      "|",
      "@all",
      "<@all>",
      "</font>",
      "${secret}",
      "{level}",
      "\\",
      "\t",
      "ﷺ",
      "\uFFFE",
      "%0d%0a"
    };
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < pieces; i++) {
      text.append(stock[random.nextInt(stock.length)]);
    }
    return text.toString();
  }

  /** Raised at red, with nasty words. */
  public static Notice nastyNotice(Random random, int pieces) {
    return notice(
        "w-nasty",
        new Notice.Step(Transition.Action.RAISED, RiskLevel.NONE, RiskLevel.RED),
        Phrase.of(nasty(random, pieces), nasty(random, pieces)),
        Phrase.of(nasty(random, pieces), nasty(random, pieces)));
  }

  /** The time of the sample clock. */
  public static Instant now() {
    return CLOCK.instant();
  }
}
