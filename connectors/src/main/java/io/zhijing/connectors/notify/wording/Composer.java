package io.zhijing.connectors.notify.wording;

import io.zhijing.connectors.notify.Notice;
import io.zhijing.connectors.notify.Notification;
import io.zhijing.connectors.notify.Phrase;
import io.zhijing.connectors.notify.wording.Message.Line;
import io.zhijing.connectors.notify.wording.Message.Section;
import io.zhijing.detection.model.RiskLevel;
import io.zhijing.detection.warning.Handling.Stage;
import io.zhijing.detection.warning.Transition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Puts a notification into words of its language. */
public final class Composer {

  private final Notification notification;
  private final Words words;

  private Composer(Notification notification) {
    this.notification = notification;
    this.words = Words.of(notification.language());
  }

  /** The whole message. */
  public static Message compose(Notification notification) {
    return new Composer(notification).message(notification.content().notices().size(), false);
  }

  /**
   * The longest message that fits, rendered: first all sections, then fewer with the number of
   * those left out, at last one headline. Empty if not even that fits.
   *
   * @param render into the channel's form
   * @param fits whether the channel carries it
   */
  public static <T> Optional<T> fit(
      Notification notification, Function<Message, T> render, Predicate<T> fits) {
    Composer composer = new Composer(notification);
    Message whole = composer.message(notification.content().notices().size(), false);
    T rendered = render.apply(whole);
    if (fits.test(rendered)) {
      return Optional.of(rendered);
    }
    Optional<T> best = Optional.empty();
    int fitting = 0;
    int tooMany = whole.sections().size();
    while (tooMany - fitting > 1) {
      int middle = (fitting + tooMany) / 2;
      rendered = render.apply(composer.firstOf(whole, middle));
      if (fits.test(rendered)) {
        fitting = middle;
        best = Optional.of(rendered);
      } else {
        tooMany = middle;
      }
    }
    return best.or(() -> Optional.of(render.apply(composer.message(1, true))).filter(fits));
  }

  /** How many notices stand in the message that {@link #fit} finds, or in the title if none. */
  public static int named(Notification notification, Predicate<Message> fits) {
    return fit(notification, Function.identity(), fits)
        .map(message -> message.sections().size())
        .orElse(notification.content() instanceof Notification.Immediate ? 1 : 0);
  }

  /** The title alone. */
  public static String title(Notification notification) {
    return compose(notification).title();
  }

  /** One line for a telephone: title, numbers, duty; of a digest the first and how many more. */
  public static String shortText(Notification notification) {
    return shortText(notification, Integer.MAX_VALUE);
  }

  /**
   * The same in at most so many UTF-16 units. The first of a digest makes room for the number of
   * the others; if there is none, the title stands alone, for it says how many there are.
   */
  public static String shortText(Notification notification, int units) {
    Composer composer = new Composer(notification);
    Notice first = notification.content().notices().get(0);
    String title = composer.message(1, true).title();
    if (notification.content() instanceof Notification.Immediate) {
      Map<String, String> parts =
          Map.of("title", title, "counts", composer.counts(first), "duty", composer.duty(first));
      return Cut.toUnits(line(composer.words.fill("short", parts)), units);
    }
    int room = composer.roomForFirst(title, units);
    return room < 1
        ? Cut.toUnits(title, units)
        : composer.shortDigest(title, Cut.toUnits(line(composer.headline(first)), room));
  }

  /**
   * Whether the short text in so many units tells the first of a digest, and not only the title.
   */
  public static boolean tellsFirst(Notification notification, int units) {
    Composer composer = new Composer(notification);
    return notification.content() instanceof Notification.Immediate
        || composer.roomForFirst(composer.message(1, true).title(), units) > 1;
  }

  private int roomForFirst(String title, int units) {
    return units - shortDigest(title, "").length();
  }

  private String shortDigest(String title, String first) {
    String more = footer(notification.content().notices().size() - 1);
    return line(words.fill("short.digest", Map.of("title", title, "first", first, "more", more)));
  }

  /** The level; of one that rose or fell both, so that nobody takes the new one for the old. */
  public static String level(Notification notification, Notice notice) {
    Transition.Action action = notice.step().action();
    boolean isMove =
        action == Transition.Action.ESCALATED || action == Transition.Action.DOWNGRADED;
    Composer composer = new Composer(notification);
    return isMove
        ? composer.level(notice.step())
        : composer.words.code("level", notice.step().level());
  }

  /** What happened to a warning, in one line. */
  public static String headline(Notification notification, Notice notice) {
    return line(new Composer(notification).headline(notice));
  }

  /**
   * What was observed against what was expected, in one sentence; of one that was withdrawn, that
   * it no longer stands.
   */
  public static String counts(Notification notification, Notice notice) {
    return line(new Composer(notification).counts(notice));
  }

  /** What is owed by when, and the level's plan of action; empty if nothing is owed. */
  public static String duty(Notification notification, Notice notice) {
    return line(new Composer(notification).duty(notice));
  }

  private Message message(int shown, boolean headlinesOnly) {
    List<Notice> notices = notification.content().notices();
    List<Section> sections = new ArrayList<>();
    for (Notice notice : notices.subList(0, shown)) {
      sections.add(
          new Section(
              line(headline(notice)),
              notice.step().level(),
              headlinesOnly ? List.of() : lines(notice),
              words.text("label.link"),
              notice.link()));
    }
    boolean simulated = notification.isSimulated();
    String title = line(title());
    return new Message(
        simulated ? words.fill("simulated.title", Map.of("title", title)) : title,
        simulated ? words.text("simulated.note") : "",
        sections,
        footer(notices.size() - shown));
  }

  private Message firstOf(Message whole, int shown) {
    return new Message(
        whole.title(),
        whole.note(),
        whole.sections().subList(0, shown),
        footer(notification.content().notices().size() - shown));
  }

  private String footer(int hidden) {
    int more = notification.content().more() + hidden;
    return more == 0 ? "" : words.fill("digest.more", Map.of("more", Integer.toString(more)));
  }

  private String title() {
    List<Notice> notices = notification.content().notices();
    if (notification.content() instanceof Notification.Immediate) {
      return headline(notices.get(0));
    }
    RiskLevel highest =
        notices.stream()
            .map(notice -> notice.step().level())
            .max(RiskLevel::compareTo)
            .orElse(RiskLevel.NONE);
    int count = notices.size() + notification.content().more();
    return words.fill(
        "digest.title",
        Map.of("count", Integer.toString(count), "level", words.code("level", highest)));
  }

  private String headline(Notice notice) {
    Transition.Action action = notice.step().action();
    String key =
        switch (action) {
          case CLOSED, WITHDRAWN -> "headline.ended";
          case ESCALATED -> "headline.escalated";
          case DOWNGRADED -> "headline.downgraded";
          default -> "headline";
        };
    return words.fill(
        key,
        Map.of(
            "action", words.code("action", action),
            "level", words.code("level", notice.step().level()),
            "where", in(notice.subject().where()),
            "what", in(notice.subject().what())));
  }

  private List<Line> lines(Notice notice) {
    List<Line> lines = new ArrayList<>();
    boolean full = notification.content() instanceof Notification.Immediate;
    if (full) {
      add(lines, "level", level(notice.step()));
      add(lines, "where", in(notice.subject().where()));
      add(lines, "what", in(notice.subject().what()));
      add(lines, "scope", notice.subject().scope().map(it -> words.code("scope", it)).orElse(""));
    }
    add(lines, "counts", counts(notice));
    if (full) {
      add(lines, "since", notice.step().isWithdrawn() ? "" : since(notice));
      add(lines, "why", reasons(notice));
      add(lines, "who", who(notice.responsibility()));
    }
    add(lines, "duty", duty(notice));
    add(lines, "warning", warning(notice));
    return lines;
  }

  private void add(List<Line> lines, String label, String value) {
    if (!value.isBlank()) {
      lines.add(new Line(words.text("label." + label), line(value)));
    }
  }

  private String level(Notice.Step step) {
    boolean changed = step.from() != step.level() && step.from() != RiskLevel.NONE;
    return words.fill(
        changed ? "value.level_changed" : "value.level",
        Map.of(
            "from", words.code("level", step.from()), "level", words.code("level", step.level())));
  }

  /** What took a warning back left it no evidence, and so no numbers. */
  private String counts(Notice notice) {
    if (notice.step().isWithdrawn()) {
      boolean isByRules = notice.reasons().contains(Transition.Reason.RULE_CHANGED);
      return words.text(isByRules ? "value.withdrawn_by_rules" : "value.withdrawn");
    }
    Notice.Counts counts = notice.counts();
    String key = counts.trials() > 0 ? "value.counts" : "value.counts_without_trials";
    boolean insufficient = counts.expected() <= 0 && counts.upperBound() <= 0;
    return words.fill(
        insufficient ? "value.counts_insufficient" : key,
        Map.of(
            "days", Integer.toString(counts.windowDays()),
            "trials", words.number((double) counts.trials()),
            "observed", words.number((double) counts.observed()),
            "expected", words.number(counts.expected()),
            "bound", words.number(counts.upperBound())));
  }

  private String since(Notice notice) {
    return words.fill(
        "value.since",
        Map.of("since", words.day(notice.since()), "judged", words.day(notice.judged())));
  }

  private String reasons(Notice notice) {
    return notice.reasons().stream()
        .map(reason -> words.code("reason", reason))
        .collect(Collectors.joining(words.text("clause.separator")));
  }

  private String who(Notice.Responsibility responsibility) {
    if (responsibility.lead().isEmpty()) {
      return "";
    }
    String helpers =
        responsibility.helpers().stream()
            .map(this::in)
            .collect(Collectors.joining(words.text("list.separator")));
    return words.fill(
        helpers.isEmpty() ? "value.who" : "value.who_with_helpers",
        Map.of("lead", in(responsibility.lead()), "helpers", helpers));
  }

  private String duty(Notice notice) {
    return notice
        .responsibility()
        .duty()
        .map(
            duty -> {
              String limit = duty.owed().map(Composer::limit).orElse("value.duty");
              return words.fill(
                  duty.due().isPresent() ? limit : limit + "_missed",
                  Map.of("act", in(duty.act()), "due", duty.due().map(words::time).orElse("")));
            })
        .orElse("");
  }

  private static String limit(Stage owed) {
    return switch (owed) {
      case ACKNOWLEDGE -> "value.duty_acknowledge";
      case DISPOSE -> "value.duty_dispose";
      case NOTHING -> "value.duty";
    };
  }

  private String warning(Notice notice) {
    return words.fill(
        "value.warning",
        Map.of("id", notice.warningId(), "revision", Integer.toString(notice.revision())));
  }

  private String in(Phrase phrase) {
    return phrase.in(notification.language());
  }

  /** Data may hold line breaks and control characters; a line of a message may not. */
  static String line(String text) {
    return text.replaceAll("[\\p{Cc}\\u2028\\u2029]+", " ").strip();
  }
}
