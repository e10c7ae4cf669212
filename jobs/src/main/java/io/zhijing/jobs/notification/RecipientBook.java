package io.zhijing.jobs.notification;

import io.zhijing.jobs.state.PendingDelivery;
import io.zhijing.jobs.state.RecipientDay;
import io.zhijing.jobs.state.States;
import io.zhijing.jobs.state.ToldWarning;
import io.zhijing.jobs.state.WaitingStep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;

/** What is kept of the recipient that is the current key. */
final class RecipientBook {
  private static final Comparator<PendingDelivery> OLDEST =
      Comparator.comparing(PendingDelivery::createdAt)
          .thenComparing(PendingDelivery::ordinal)
          .thenComparing(PendingDelivery::id);

  private final transient MapState<String, PendingDelivery> pending;
  private final transient MapState<String, WaitingStep> waiting;
  private final transient MapState<String, ToldWarning> log;
  private final transient ValueState<RecipientDay> day;

  RecipientBook(KeyedStateStore store) {
    pending = store.getMapState(pending());
    waiting = store.getMapState(waiting());
    log = store.getMapState(States.byText("delivery-log", ToldWarning.class));
    day = store.getState(States.one("recipient-day", RecipientDay.class));
  }

  static MapStateDescriptor<String, PendingDelivery> pending() {
    return States.byText("pending-deliveries", PendingDelivery.class);
  }

  static MapStateDescriptor<String, WaitingStep> waiting() {
    return States.byText("waiting-steps", WaitingStep.class);
  }

  ToldWarning told(String warning) throws Exception {
    ToldWarning told = log.get(warning);
    return told == null ? ToldWarning.nothing() : told;
  }

  void keep(String warning, ToldWarning told) throws Exception {
    log.put(warning, told);
  }

  /** Forgets warnings that ended longer ago. */
  void forgetEnded(long now, Duration after) throws Exception {
    List<String> old = new ArrayList<>();
    for (Map.Entry<String, ToldWarning> each : log.entries()) {
      if (each.getValue().isOver() && now - each.getValue().at() > after.toMillis()) {
        old.add(each.getKey());
      }
    }
    for (String warning : old) {
      log.remove(warning);
    }
  }

  RecipientDay day() throws Exception {
    RecipientDay kept = day.value();
    return kept == null ? RecipientDay.first() : kept;
  }

  void keep(RecipientDay value) throws Exception {
    day.update(value);
  }

  /** The step of a warning that waits for a digest, or for the end of quiet hours. */
  Optional<WaitingStep> waiting(String warning, boolean isDigest) throws Exception {
    return Optional.ofNullable(waiting.get(slot(warning, isDigest)));
  }

  void keep(WaitingStep step) throws Exception {
    waiting.put(slot(step.dispatch().step().warning(), step.isDigest()), step);
  }

  /** Takes a waiting step away, if there is one. */
  Optional<WaitingStep> take(String warning, boolean isDigest) throws Exception {
    Optional<WaitingStep> found = waiting(warning, isDigest);
    waiting.remove(slot(warning, isDigest));
    return found;
  }

  /** Takes away all steps that have waited long enough. */
  List<WaitingStep> takeDue(long now) throws Exception {
    List<WaitingStep> due = new ArrayList<>();
    for (WaitingStep each : waiting.values()) {
      if (each.due() <= now) {
        due.add(each);
      }
    }
    for (WaitingStep each : due) {
      take(each.dispatch().step().warning(), each.isDigest());
    }
    due.sort(
        Comparator.comparing((WaitingStep each) -> each.dispatch().step().receivedAt())
            .thenComparing(each -> each.dispatch().step().warning()));
    return due;
  }

  private static String slot(String warning, boolean isDigest) {
    return (isDigest ? "digest " : "held ") + warning;
  }

  void keep(PendingDelivery delivery) throws Exception {
    pending.put(delivery.id(), delivery);
  }

  PendingDelivery pending(String id) throws Exception {
    return pending.get(id);
  }

  void done(String id) throws Exception {
    pending.remove(id);
  }

  /** The delivery to try next: the first due, but none before an older one of its warning. */
  Optional<PendingDelivery> next() throws Exception {
    List<PendingDelivery> all = new ArrayList<>();
    pending.values().forEach(all::add);
    all.sort(OLDEST);
    Set<String> ahead = new HashSet<>();
    PendingDelivery first = null;
    for (PendingDelivery each : all) {
      boolean isFree = true;
      for (var item : each.items()) {
        isFree &= ahead.add(item.step().warning());
      }
      if (isFree && (first == null || each.due() < first.due())) {
        first = each;
      }
    }
    return Optional.ofNullable(first);
  }
}
