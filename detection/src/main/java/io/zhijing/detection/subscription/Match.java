package io.zhijing.detection.subscription;

import io.zhijing.detection.subscription.News.Reach;
import io.zhijing.detection.subscription.Subscription.Interest;
import io.zhijing.detection.warning.Transition.Action;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;

/** Whether a subscription wants a piece of news. Pure. */
public sealed interface Match {

  /**
   * It does.
   *
   * @param isImmediate at once, not in a digest
   */
  record Wanted(boolean isImmediate) implements Match {}

  /**
   * It does if its recipient was told of an earlier step: the warning has since moved out of what
   * it asks for.
   *
   * @param isImmediate at once, not in a digest
   * @param why what it does not ask for
   */
  record Following(boolean isImmediate, Why why) implements Match {}

  /**
   * It does not.
   *
   * @param why the first reason
   */
  record Unwanted(Why why) implements Match {}

  /** The match of one subscription and one piece of news. */
  static Match of(Subscription subscription, News news) {
    if (!subscription.isActive()) {
      return new Unwanted(Why.INACTIVE);
    }
    boolean isUrgent = subscription.delivery().timing().immediate().contains(news.level());
    boolean isOverdue = news.action() == Action.OVERDUE;
    if (!(news.isForAtOnce() || news.isForDigests()) || (isOverdue && !isUrgent)) {
      return new Unwanted(Why.NOT_NEWS);
    }
    boolean isImmediate = isUrgent && news.isForAtOnce();
    Optional<Why> elsewhere = elsewhere(subscription.interest(), news.reach());
    boolean isBelow = subscription.interest().minLevel().isAbove(news.level());
    boolean isSilenced = news.isSilenced() && !news.isEnd();
    if (elsewhere.isPresent()) {
      return news.isLater() && !isBelow && !isSilenced
          ? new Following(isImmediate, elsewhere.get())
          : new Unwanted(elsewhere.get());
    } else if (isBelow) {
      return new Unwanted(Why.BELOW_LEVEL);
    } else if (isSilenced) {
      return new Unwanted(Why.SILENCED);
    }
    return new Wanted(isImmediate);
  }

  /** The first reason why the reach is none of what is asked for. */
  private static Optional<Why> elsewhere(Interest interest, Reach reach) {
    if (misses(interest.streams(), Set.of(reach.stream()))) {
      return Optional.of(Why.NOT_SUBSCRIBED_STREAM);
    } else if (misses(interest.regions(), reach.regions())) {
      return Optional.of(Why.NOT_SUBSCRIBED_REGION);
    } else if (misses(interest.sectors(), reach.sectors())) {
      return Optional.of(Why.NOT_SUBSCRIBED_SECTOR);
    } else if (misses(interest.hazards(), reach.hazards())) {
      return Optional.of(Why.NOT_SUBSCRIBED_HAZARD);
    } else if (misses(interest.departments(), reach.departments())) {
      return Optional.of(Why.NOT_SUBSCRIBED_DEPARTMENT);
    }
    return Optional.empty();
  }

  private static <T> boolean misses(Set<T> asked, Set<T> given) {
    return !asked.isEmpty() && Collections.disjoint(asked, given);
  }
}
