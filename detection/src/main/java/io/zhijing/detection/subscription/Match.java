package io.zhijing.detection.subscription;

import io.zhijing.detection.subscription.News.Reach;
import io.zhijing.detection.subscription.Subscription.Interest;
import io.zhijing.detection.warning.Transition.Action;
import java.util.Collections;
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
    Interest interest = subscription.interest();
    Reach reach = news.reach();
    if (misses(interest.streams(), Set.of(reach.stream()))) {
      return new Unwanted(Why.NOT_SUBSCRIBED_STREAM);
    } else if (misses(interest.regions(), reach.regions())) {
      return new Unwanted(Why.NOT_SUBSCRIBED_REGION);
    } else if (misses(interest.sectors(), reach.sectors())) {
      return new Unwanted(Why.NOT_SUBSCRIBED_SECTOR);
    } else if (misses(interest.hazards(), reach.hazards())) {
      return new Unwanted(Why.NOT_SUBSCRIBED_HAZARD);
    } else if (misses(interest.departments(), reach.departments())) {
      return new Unwanted(Why.NOT_SUBSCRIBED_DEPARTMENT);
    } else if (interest.minLevel().isAbove(news.level())) {
      return new Unwanted(Why.BELOW_LEVEL);
    } else if (news.isSilenced() && !news.isEnd()) {
      return new Unwanted(Why.SILENCED);
    }
    return new Wanted(isUrgent && news.isForAtOnce());
  }

  private static <T> boolean misses(Set<T> asked, Set<T> given) {
    return !asked.isEmpty() && Collections.disjoint(asked, given);
  }
}
