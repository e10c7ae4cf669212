package io.zhijing.jobs.notification;

import io.zhijing.detection.model.RiskLevel;
import io.zhijing.detection.subscription.QuietHours;
import io.zhijing.detection.subscription.Subscription;
import io.zhijing.detection.subscription.Subscription.Delivery;
import io.zhijing.detection.subscription.Subscription.Interest;
import io.zhijing.detection.subscription.Subscription.Timing;
import io.zhijing.jobs.notification.WarningRecords.About;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Fifty subscriptions of forty-eight recipients, and what each is due, said once more. */
final class Audience {
  static final int CAP = 5;
  static final int RECIPIENTS = 48;

  /** Channels of recipients that want RED alone; the vendors' robots take twenty a minute. */
  static final Map<Integer, String> ROBOTS =
      Map.of(4, "dingtalk", 9, "wecom", 14, "feishu", 19, "alertmanager");

  private static final int NO_CAP = 1_000;
  private static final int DIGEST_HOUR = 8;

  private Audience() {}

  /** One subscriber. */
  record Member(Subscription subscription, Predicate<About> wants, boolean isQuiet, int cap) {
    String address() {
      return subscription.delivery().address();
    }

    String channel() {
      return subscription.delivery().channel();
    }

    List<About> due() {
      return WarningRecords.all().stream().filter(wants).toList();
    }
  }

  static List<Member> all() {
    List<Member> members = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      members.add(member(i));
    }
    return members;
  }

  /** Somebody who is told of every level at once. */
  static Subscription everythingAtOnce() {
    return new Subscription(
        "all",
        1,
        "all",
        Interest.everything(RiskLevel.BLUE),
        new Delivery(
            "hook",
            "all",
            "zh",
            new Timing(
                Set.of(RiskLevel.BLUE, RiskLevel.YELLOW, RiskLevel.ORANGE, RiskLevel.RED),
                DIGEST_HOUR,
                Optional.empty(),
                NO_CAP)),
        true);
  }

  private static Member member(int i) {
    Set<String> none = Set.of();
    return switch (i % 5) {
      case 1 ->
          member(i, Set.of("150100"), none, RiskLevel.BLUE, a -> a.region().startsWith("1501"));
      case 2 ->
          member(
              i,
              Set.of("150200"),
              none,
              RiskLevel.ORANGE,
              a -> a.region().equals("150200") && a.isAtLeast("orange"));
      case 3 -> member(i, none, Set.of("C14"), RiskLevel.BLUE, a -> a.sector().equals("C14"));
      case 4 -> member(i, none, none, RiskLevel.RED, a -> a.isAtLeast("red"));
      default -> member(i, none, none, RiskLevel.BLUE, a -> true);
    };
  }

  /** A robot speaks to the group that it is in. */
  private static boolean isGroup(int i) {
    return ROBOTS.containsKey(i) && !ROBOTS.get(i).equals("alertmanager");
  }

  private static Member member(
      int i, Set<String> regions, Set<String> sectors, RiskLevel lowest, Predicate<About> wants) {
    boolean isQuiet = i == 11 || i == 13;
    int cap = i % 10 == 5 ? CAP : NO_CAP;
    // The last two are the first once more: the same address by other subscriptions.
    int recipient = i < RECIPIENTS ? i : 0;
    boolean isMail = recipient % 6 == 5;
    Subscription subscription =
        new Subscription(
            "s" + (i < 10 ? "0" : "") + i,
            1,
            "recipient " + i,
            new Interest(regions, sectors, Set.of(), Set.of(), Set.of(), lowest),
            new Delivery(
                isMail ? "mail" : ROBOTS.getOrDefault(i, "hook" + recipient % 4),
                isMail ? "m" + i + "@example.org" : isGroup(i) ? "all" : "r" + recipient,
                i % 2 == 0 ? "zh" : "en",
                new Timing(
                    Set.of(RiskLevel.ORANGE, RiskLevel.RED),
                    DIGEST_HOUR,
                    isQuiet
                        ? Optional.of(new QuietHours(LocalTime.of(22, 0), LocalTime.of(8, 0)))
                        : Optional.empty(),
                    cap)),
            true);
    return new Member(subscription, wants, isQuiet, cap);
  }
}
