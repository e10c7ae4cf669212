package io.zhijing.jobs.notification;

import io.zhijing.connectors.notify.DeliveryId;
import io.zhijing.detection.model.RiskLevel;
import io.zhijing.detection.subscription.Plan;
import io.zhijing.detection.subscription.QuietHours;
import io.zhijing.detection.subscription.Subscription.Timing;
import io.zhijing.detection.subscription.Why;
import io.zhijing.detection.warning.Transition.Action;
import io.zhijing.jobs.settings.NotificationSettings.Telling;
import io.zhijing.jobs.state.DeliveryRecord;
import io.zhijing.jobs.state.DeliveryRecord.StepName;
import io.zhijing.jobs.state.DeliveryRecord.To;
import io.zhijing.jobs.state.Dispatch;
import io.zhijing.jobs.state.PendingDelivery;
import io.zhijing.jobs.state.RecipientDay;
import io.zhijing.jobs.state.ToldWarning;
import io.zhijing.jobs.state.WaitingStep;
import io.zhijing.jobs.state.WarningStep;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Turns what is to be told into messages, now or later, and says why something is not told. */
final class DeliveryPlanner {
  private static final long MILLIS = 1000;
  private static final int MINUTES = 60;
  private static final int NO_DIGEST = -1;
  private static final Comparator<WaitingStep> MOST_IMPORTANT =
      Comparator.comparing((WaitingStep each) -> level(each.dispatch().step()))
          .reversed()
          .thenComparing(each -> each.dispatch().step().receivedAt())
          .thenComparing(each -> each.dispatch().step().warning());

  private final Telling telling;
  private final RecipientBook book;
  private final Consumer<DeliveryRecord> untold;

  /**
   * A planner.
   *
   * @param book of the recipient that is the current key
   * @param untold takes what is not told, with the reason
   */
  DeliveryPlanner(Telling telling, RecipientBook book, Consumer<DeliveryRecord> untold) {
    this.telling = telling;
    this.book = book;
    this.untold = untold;
  }

  /** Takes in a step. One that was dealt with before is a repeat and does nothing. */
  Optional<Long> accept(Dispatch dispatch, long now) throws Exception {
    WarningStep step = dispatch.step();
    ToldWarning told = book.told(step.warning());
    boolean isNobodys =
        dispatch.terms().isForFollowers() && !told.isTold() && !isWaiting(step.warning());
    if (step.revision() <= told.revision() || isNobodys) {
      return Optional.empty();
    }
    Optional<Long> wake = plan(dispatch, now + 1, now);
    ToldWarning after = book.told(step.warning());
    book.keep(step.warning(), after.step(step.revision(), dispatch.terms().isEnd(), now));
    return wake;
  }

  /**
   * Sends on what has waited long enough.
   *
   * @return times at which something else is due
   */
  List<Long> release(long now) throws Exception {
    List<Long> wakes = new ArrayList<>();
    List<WaitingStep> digest = new ArrayList<>();
    Set<String> held = new HashSet<>();
    for (WaitingStep each : book.takeDue(now)) {
      if (each.isDigest()) {
        digest.add(each);
      } else {
        held.add(each.dispatch().step().warning());
        plan(each.dispatch(), each.due(), now).ifPresent(wakes::add);
      }
    }
    // What was held is newer: a step that comes while another is held is held with it.
    for (WaitingStep each : digest) {
      if (held.contains(each.dispatch().step().warning())) {
        untold(each.dispatch(), Why.SUPERSEDED, now);
      }
    }
    digest.removeIf(each -> held.contains(each.dispatch().step().warning()));
    // Of what was held, that which is too much for today goes into the digest that is due now.
    digest.addAll(book.takeDue(now));
    if (!digest.isEmpty()) {
      digest(digest, now);
    }
    return wakes;
  }

  /** Plans for a step; its digest is the first that is due at the time or later. */
  private Optional<Long> plan(Dispatch dispatch, long digestFrom, long now) throws Exception {
    String warning = dispatch.step().warning();
    RecipientDay today = today(now);
    Timing timing = timing(dispatch.terms());
    Plan plan =
        Plan.of(
            new Plan.Item(
                dispatch.terms().needsEarlier(),
                dispatch.terms().isEnd(),
                level(dispatch.step()),
                dispatch.terms().isImmediate()),
            timing,
            new Plan.Known(book.told(warning).isTold(), isWaiting(warning), today.sent()),
            local(now));
    if (plan instanceof Plan.Never never) {
      if (never.why() == Why.OVER_BEFORE_TOLD) {
        dropWaiting(warning, never.why(), now);
      }
      untold(dispatch, never.why(), now);
      return Optional.empty();
    } else if (plan instanceof Plan.Digest digest) {
      if (holdsBack(dispatch)) {
        return Optional.empty();
      }
      ZonedDateTime at = Plan.nextDigest(timing, local(digestFrom - 1));
      return Optional.of(
          hold(
              dispatch,
              at.toInstant().toEpochMilli(),
              digest.why().map(Why::code).orElse(""),
              true));
    } else if (plan instanceof Plan.Held held) {
      return Optional.of(
          hold(dispatch, held.until().toInstant().toEpochMilli(), Why.QUIET_HOURS.code(), false));
    }
    dropWaiting(warning, Why.SUPERSEDED, now);
    book.keep(today.oneMore());
    post(
        DeliveryId.of(
            "immediate",
            dispatch.recipient(),
            warning,
            Integer.toString(dispatch.step().revision())),
        new Dispatch[] {dispatch},
        NO_DIGEST,
        now);
    return Optional.empty();
  }

  private boolean isWaiting(String warning) throws Exception {
    return book.waiting(warning, true).isPresent() || book.waiting(warning, false).isPresent();
  }

  /**
   * Whether an older step of the warning is held until quiet hours end, so that this one goes with
   * it: told before or after it, it would be told wrong. That it rose is still the news; level and
   * numbers are those of today. What is over meanwhile, a rise or an end, is none.
   */
  private boolean holdsBack(Dispatch dispatch) throws Exception {
    Optional<WaitingStep> waiting = book.take(dispatch.step().warning(), false);
    if (waiting.isEmpty()) {
      return false;
    }
    WaitingStep held = waiting.get();
    WarningStep older = held.dispatch().step();
    untold(held.dispatch(), Why.SUPERSEDED, held.due());
    boolean isOver =
        dispatch.terms().isEnd()
            || held.dispatch().terms().isEnd()
            || (older.action().equals(Action.ESCALATED.code())
                && !RiskLevel.ofCode(dispatch.step().to()).isAbove(RiskLevel.ofCode(older.from())));
    if (isOver) {
      return false;
    }
    Dispatch together = held.dispatch().with(older.with(dispatch.step()));
    book.keep(new WaitingStep(together, held.due(), false, held.why()));
    return true;
  }

  /** Lets a step wait; an older one of the same warning gives way to it. */
  private long hold(Dispatch dispatch, long due, String why, boolean isDigest) throws Exception {
    Optional<WaitingStep> before = book.take(dispatch.step().warning(), isDigest);
    Dispatch kept = dispatch;
    long first = due;
    if (before.isPresent()) {
      Dispatch older = before.get().dispatch();
      first = Math.min(due, before.get().due());
      boolean isSmaller = dispatch.step().action().equals(Action.UPDATED.code());
      if (isSmaller) {
        // That it was raised is still the news; the numbers are those of today.
        kept = older.with(older.step().with(dispatch.step()));
      }
      untold(older, Why.SUPERSEDED, before.get().due());
    }
    book.keep(new WaitingStep(kept, first, isDigest, why));
    return first;
  }

  private void dropWaiting(String warning, Why why, long now) throws Exception {
    for (boolean isDigest : new boolean[] {false, true}) {
      Optional<WaitingStep> waiting = book.take(warning, isDigest);
      if (waiting.isPresent()) {
        untold(waiting.get().dispatch(), why, now);
      }
    }
  }

  private void digest(List<WaitingStep> steps, long now) throws Exception {
    steps.sort(MOST_IMPORTANT);
    int shown = Math.min(telling.limits().digestSize(), steps.size());
    for (WaitingStep each : steps.subList(shown, steps.size())) {
      untold(each.dispatch(), Why.BEYOND_DIGEST, now);
    }
    long due = steps.stream().mapToLong(WaitingStep::due).min().orElse(now);
    today(now);
    List<String> parts = new ArrayList<>();
    parts.addAll(List.of("digest", steps.get(0).dispatch().recipient(), Long.toString(due)));
    for (WaitingStep each : steps) {
      // Another content is another delivery: what one told, the other need not have told.
      parts.add(each.dispatch().step().warning() + "#" + each.dispatch().step().revision());
    }
    post(
        DeliveryId.of(parts.toArray(String[]::new)),
        steps.subList(0, shown).stream().map(WaitingStep::dispatch).toArray(Dispatch[]::new),
        steps.size() - shown,
        now);
  }

  /** Puts a message on its way; {@code more} says how many steps a digest only counts. */
  private void post(DeliveryId id, Dispatch[] items, int more, long now) throws Exception {
    RecipientDay numbered = book.day().in(now / MILLIS);
    book.keep(numbered.numbered());
    book.keep(
        new PendingDelivery(
            id.text(),
            now,
            numbered.ordinal(),
            0,
            now,
            more != NO_DIGEST,
            Math.max(0, more),
            items));
    for (Dispatch item : items) {
      String warning = item.step().warning();
      book.keep(warning, book.told(warning).told(true));
    }
  }

  private RecipientDay today(long now) throws Exception {
    RecipientDay before = book.day();
    RecipientDay today = before.on((int) local(now).toLocalDate().toEpochDay());
    if (today.day() != before.day()) {
      book.keep(today);
      book.forgetEnded(now, telling.limits().rememberEnded());
    }
    return today;
  }

  private void untold(Dispatch dispatch, Why why, long at) {
    untold.accept(
        new DeliveryRecord(
            "",
            StepName.of(dispatch.step()),
            at,
            DeliveryRecord.NOT_DELIVERED,
            why.code(),
            "",
            To.of(dispatch),
            0));
  }

  private ZonedDateTime local(long now) {
    return Instant.ofEpochMilli(now).atZone(telling.zone());
  }

  private static RiskLevel level(WarningStep step) {
    return RiskLevel.ofCode(step.from()).max(RiskLevel.ofCode(step.to()));
  }

  private static Timing timing(Dispatch.Terms terms) {
    Optional<QuietHours> quiet =
        terms.quietFrom() < 0
            ? Optional.empty()
            : Optional.of(new QuietHours(time(terms.quietFrom()), time(terms.quietTo())));
    return new Timing(Set.of(), terms.digestHour(), quiet, terms.cap());
  }

  private static LocalTime time(int minuteOfDay) {
    return LocalTime.of(minuteOfDay / MINUTES, minuteOfDay % MINUTES);
  }
}
