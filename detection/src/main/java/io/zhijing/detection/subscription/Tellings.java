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
 * @param untold why not, by subscription id
 */
public record Tellings(SortedMap<String, Telling> told, SortedMap<String, Why> untold) {

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
    for (Subscription each : subscriptions) {
      Match match = Match.of(each, news);
      if (match instanceof Match.Unwanted unwanted) {
        untold.put(each.id(), unwanted.why());
      } else if (match instanceof Match.Wanted wanted) {
        wishes
            .computeIfAbsent(recipient.apply(each), key -> new ArrayList<>())
            .add(new Wish(each, wanted.isImmediate()));
      }
    }
    SortedMap<String, Telling> told = new TreeMap<>();
    wishes.forEach(
        (key, list) -> {
          list.sort(FIRST);
          Wish first = list.get(0);
          List<String> ids = list.stream().map(wish -> wish.subscription().id()).toList();
          told.put(key, new Telling(first.subscription(), first.isImmediate(), ids));
          ids.stream().skip(1).forEach(id -> untold.put(id, Why.MERGED_WITH_OTHER_SUBSCRIPTION));
        });
    return new Tellings(told, untold);
  }
}
