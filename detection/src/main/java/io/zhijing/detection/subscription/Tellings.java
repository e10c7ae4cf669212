package io.zhijing.detection.subscription;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Who is told of a piece of news: each recipient once, however many of its subscriptions want it.
 * Pure; the order of the subscriptions does not matter.
 *
 * @param told by recipient
 * @param following others, who are told if they were told of an earlier step; by recipient
 * @param untold why not, by subscription id
 */
public record Tellings(
    SortedMap<String, Telling> told,
    SortedMap<String, Telling> following,
    SortedMap<String, Why> untold) {

  private static final Comparator<Wish> FIRST =
      Comparator.comparing((Wish wish) -> !wish.isImmediate())
          .thenComparing(wish -> wish.subscription().id());

  /**
   * What one recipient is told, and by which terms.
   *
   * @param governing the subscription whose language, hours and cap count: the first by id that
   *     wants it at once, else the first by id
   * @param isImmediate at once, not in a digest
   * @param subscriptions ids of all that want it, the governing one first
   */
  public record Telling(Subscription governing, boolean isImmediate, List<String> subscriptions) {}

  private record Wish(Subscription subscription, boolean isImmediate) {}

  /**
   * Who is told.
   *
   * @param recipient what two subscriptions to the same recipient have in common
   */
  public static Tellings of(
      Collection<Subscription> subscriptions, News news, Function<Subscription, String> recipient) {
    SortedMap<String, Why> untold = new TreeMap<>();
    Map<String, List<Wish>> wishes = new TreeMap<>();
    Map<String, List<Wish>> followers = new TreeMap<>();
    for (Subscription each : subscriptions) {
      Match match = Match.of(each, news);
      if (match instanceof Match.Unwanted unwanted) {
        untold.put(each.id(), unwanted.why());
      } else if (match instanceof Match.Following follower) {
        untold.put(each.id(), follower.why());
        add(followers, recipient.apply(each), new Wish(each, follower.isImmediate()));
      } else if (match instanceof Match.Wanted wanted) {
        add(wishes, recipient.apply(each), new Wish(each, wanted.isImmediate()));
      }
    }
    SortedMap<String, Telling> told = tellings(wishes);
    for (Telling each : told.values()) {
      each.subscriptions().stream()
          .skip(1)
          .forEach(id -> untold.put(id, Why.MERGED_WITH_OTHER_SUBSCRIPTION));
    }
    followers.keySet().removeAll(told.keySet());
    return new Tellings(told, tellings(followers), untold);
  }

  private static void add(Map<String, List<Wish>> wishes, String recipient, Wish wish) {
    wishes.computeIfAbsent(recipient, key -> new ArrayList<>()).add(wish);
  }

  private static SortedMap<String, Telling> tellings(Map<String, List<Wish>> wishes) {
    SortedMap<String, Telling> tellings = new TreeMap<>();
    wishes.forEach(
        (key, list) -> {
          list.sort(FIRST);
          Wish first = list.get(0);
          List<String> ids = list.stream().map(wish -> wish.subscription().id()).toList();
          tellings.put(key, new Telling(first.subscription(), first.isImmediate(), ids));
        });
    return tellings;
  }
}
