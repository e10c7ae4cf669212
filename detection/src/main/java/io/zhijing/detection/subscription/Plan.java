package io.zhijing.detection.subscription;

import io.zhijing.detection.model.RiskLevel;
import io.zhijing.detection.subscription.Subscription.Timing;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.Optional;

/** When a recipient is told of something that one of its subscriptions wants. Pure. */
public sealed interface Plan {

  /** Now, in a message of its own. */
  record Immediate() implements Plan {}

  /**
   * With others.
   *
   * @param at when the digest is due
   * @param why why not at once, if it was to be at once
   */
  record Digest(ZonedDateTime at, Optional<Why> why) implements Plan {}

  /**
   * Planned anew when the quiet hours end.
   *
   * @param until their end
   */
  record Held(ZonedDateTime until) implements Plan {}

  /**
   * Not at all.
   *
   * @param why why not
   */
  record Never(Why why) implements Plan {}

  /**
   * What is planned for.
   *
   * @param needsEarlier whether it only makes sense to those who were told before
   * @param isEnd whether the warning stands no longer
   * @param level the level that counts
   * @param isImmediate whether it is to be told at once
   */
  record Item(boolean needsEarlier, boolean isEnd, RiskLevel level, boolean isImmediate) {

    /** News that is to be told. */
    public static Item of(News news, boolean isImmediate) {
      return new Item(news.needsEarlier(), news.isEnd(), news.level(), isImmediate);
    }
  }

  /**
   * What the recipient knows already.
   *
   * @param wasTold whether an earlier step of the warning was told, or is on its way
   * @param isWaiting whether an earlier step waits to be told
   * @param sentToday messages told at once on this day
   */
  record Known(boolean wasTold, boolean isWaiting, int sentToday) {}

  /**
   * The plan.
   *
   * @param now in the authority's zone
   */
  static Plan of(Item item, Timing timing, Known known, ZonedDateTime now) {
    if (item.needsEarlier() && !known.wasTold()) {
      boolean isLate = item.isEnd() && known.isWaiting();
      return isLate || !known.isWaiting()
          ? new Never(isLate ? Why.OVER_BEFORE_TOLD : Why.NEVER_TOLD)
          : new Digest(nextDigest(timing, now), Optional.empty());
    }
    if (!item.isImmediate()) {
      return new Digest(nextDigest(timing, now), Optional.empty());
    }
    boolean isQuiet = timing.quiet().filter(hours -> hours.contains(now)).isPresent();
    if (isQuiet && item.level() != RiskLevel.RED) {
      return new Held(timing.quiet().get().end(now));
    }
    return known.sentToday() >= timing.capPerDay()
        ? new Digest(nextDigest(timing, now), Optional.of(Why.OVER_CAP))
        : new Immediate();
  }

  /** The next digest later than now; one that is due in quiet hours comes at their end. */
  static ZonedDateTime nextDigest(Timing timing, ZonedDateTime now) {
    LocalDate today = now.toLocalDate();
    // Yesterday's may be due today; tomorrow's is later than now in any case.
    return today
        .minusDays(1)
        .datesUntil(today.plusDays(2))
        .map(day -> day.atStartOfDay(now.getZone()).withHour(timing.digestHour()))
        .map(
            at -> timing.quiet().filter(hours -> hours.contains(at)).map(h -> h.end(at)).orElse(at))
        .filter(at -> at.isAfter(now))
        .findFirst()
        .orElseThrow();
  }
}
