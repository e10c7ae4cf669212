package io.zhijing.detection.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.detection.model.ReportStream;
import io.zhijing.detection.model.RiskLevel;
import io.zhijing.detection.subscription.News.Reach;
import io.zhijing.detection.subscription.Subscription.Delivery;
import io.zhijing.detection.subscription.Subscription.Interest;
import io.zhijing.detection.subscription.Subscription.Timing;
import io.zhijing.detection.warning.Transition.Action;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is told: properties that hold for any subscriptions and any news. */
class TellingsTest {
  private static final List<RiskLevel> LEVELS =
      List.of(RiskLevel.BLUE, RiskLevel.YELLOW, RiskLevel.ORANGE, RiskLevel.RED);
  private static final int ROUNDS = 2_000;
  private static final List<String> CODES = List.of("r", "r1", "r2", "r11");

  private static <T> T one(SplittableRandom random, List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  private static Subscription subscription(String id, Interest interest, String address) {
    return new Subscription(
        id, 1, id, interest, new Delivery("mail", address, "zh", Timing.standard()), true);
  }

  private static News news(Action action, RiskLevel from, RiskLevel to) {
    return new News(
        action,
        from,
        to,
        false,
        new Reach(
            ReportStream.INSPECTION,
            Set.of("r", "r1", "r11"),
            Set.of("s"),
            Set.of("h"),
            Set.of("food")));
  }

  private static Set<String> some(SplittableRandom random, List<String> from) {
    Set<String> some = new HashSet<>();
    from.forEach(
        each -> {
          if (random.nextInt(3) == 0) {
            some.add(each);
          }
        });
    return some;
  }

  private static Subscription any(SplittableRandom random, int i) {
    Interest interest =
        new Interest(
            some(random, CODES),
            some(random, List.of("s", "t")),
            some(random, List.of("h", "g")),
            random.nextInt(4) == 0 ? Set.of(ReportStream.COMPLAINT) : Set.of(),
            some(random, List.of("food", "police")),
            one(random, LEVELS));
    Subscription active = subscription("s" + i, interest, "a" + random.nextInt(5));
    return new Subscription(
        active.id(), 1, active.recipient(), interest, active.delivery(), random.nextInt(5) > 0);
  }

  private static News any(SplittableRandom random) {
    return new News(
        one(random, List.of(Action.values())),
        one(random, List.of(RiskLevel.values())),
        one(random, List.of(RiskLevel.values())),
        random.nextInt(10) == 0,
        new Reach(
            one(random, List.of(ReportStream.values())),
            some(random, CODES),
            some(random, List.of("s", "t")),
            some(random, List.of("h", "g")),
            some(random, List.of("food", "police"))));
  }

  @Test
  void everySubscriptionHasOneAnswerAndEachRecipientOneTelling() {
    SplittableRandom random = new SplittableRandom(3);
    for (int round = 0; round < ROUNDS; round++) {
      List<Subscription> all = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        all.add(any(random, i));
      }
      News news = any(random);
      Tellings tellings = Tellings.of(all, news, each -> each.delivery().address());
      Set<String> answered = new TreeSet<>(tellings.untold().keySet());
      tellings.told().values().forEach(each -> answered.add(each.governing().id()));
      assertThat(answered).hasSize(all.size());
      assertThat(answered.size()).isEqualTo(tellings.untold().size() + tellings.told().size());
      for (Subscription each : all) {
        boolean isWanted = Match.of(each, news) instanceof Match.Wanted;
        Tellings.Telling telling = tellings.told().get(each.delivery().address());
        assertThat(telling != null && telling.subscriptions().contains(each.id()))
            .isEqualTo(isWanted);
        assertThat(isWanted && isOutside(each.interest(), news)).isFalse();
      }
      Collections.shuffle(all, new Random(round));
      assertThat(Tellings.of(all, news, each -> each.delivery().address())).isEqualTo(tellings);
    }
  }

  /** The same question asked the other way round. */
  private static boolean isOutside(Interest interest, News news) {
    boolean region =
        interest.regions().isEmpty()
            || interest.regions().stream().anyMatch(news.reach().regions()::contains);
    boolean sector =
        interest.sectors().isEmpty()
            || interest.sectors().stream().anyMatch(news.reach().sectors()::contains);
    boolean level =
        news.from().compareTo(interest.minLevel()) >= 0
            || news.to().compareTo(interest.minLevel()) >= 0;
    return !(region && sector && level);
  }

  @Test
  void theFirstReasonIsNamed() {
    News red = news(Action.RAISED, RiskLevel.NONE, RiskLevel.RED);
    Interest all = Interest.everything(RiskLevel.BLUE);
    Set<String> none = Set.of();
    Set<ReportStream> any = Set.of();
    assertThat(why(all, red)).isEmpty();
    assertThat(why(new Interest(Set.of("r2"), none, none, any, none, RiskLevel.BLUE), red))
        .contains(Why.NOT_SUBSCRIBED_REGION);
    assertThat(why(new Interest(Set.of("r1"), none, none, any, none, RiskLevel.BLUE), red))
        .isEmpty();
    assertThat(why(new Interest(none, Set.of("t"), none, any, none, RiskLevel.BLUE), red))
        .contains(Why.NOT_SUBSCRIBED_SECTOR);
    assertThat(why(new Interest(none, none, Set.of("g"), any, none, RiskLevel.BLUE), red))
        .contains(Why.NOT_SUBSCRIBED_HAZARD);
    assertThat(why(new Interest(none, none, none, any, Set.of("police"), RiskLevel.BLUE), red))
        .contains(Why.NOT_SUBSCRIBED_DEPARTMENT);
    assertThat(
            why(
                new Interest(
                    none, none, none, Set.of(ReportStream.COMPLAINT), none, RiskLevel.BLUE),
                red))
        .contains(Why.NOT_SUBSCRIBED_STREAM);
    assertThat(
            why(
                Interest.everything(RiskLevel.ORANGE),
                news(Action.RAISED, RiskLevel.NONE, RiskLevel.YELLOW)))
        .contains(Why.BELOW_LEVEL);
  }

  @Test
  void whatHasMovedElsewhereIsToldToThoseWhoWereToldBefore() {
    Interest other =
        new Interest(
            Set.of("r2"), Set.of(), Set.of(), Set.of(), Set.of("police"), RiskLevel.ORANGE);
    List<Subscription> all = List.of(subscription("s", other, "a"));
    for (Action later : List.of(Action.ESCALATED, Action.UPDATED, Action.DOWNGRADED)) {
      assertThat(following(all, news(later, RiskLevel.ORANGE, RiskLevel.YELLOW)))
          .containsExactly("a");
    }
    assertThat(following(all, news(Action.WITHDRAWN, RiskLevel.RED, RiskLevel.NONE)))
        .containsExactly("a");
    assertThat(following(all, news(Action.RAISED, RiskLevel.NONE, RiskLevel.RED))).isEmpty();
    assertThat(following(all, news(Action.ASSIGNED, RiskLevel.RED, RiskLevel.RED))).isEmpty();
    assertThat(following(all, news(Action.CLOSED, RiskLevel.YELLOW, RiskLevel.NONE)))
        .as("it never was what they asked for")
        .isEmpty();
    Interest everything = Interest.everything(RiskLevel.BLUE);
    assertThat(
            following(
                List.of(all.get(0), subscription("t", everything, "a")),
                news(Action.WITHDRAWN, RiskLevel.RED, RiskLevel.NONE)))
        .as("another of their subscriptions wants it anyway")
        .isEmpty();
  }

  private static Set<String> following(List<Subscription> all, News news) {
    Tellings tellings = Tellings.of(all, news, each -> each.delivery().address());
    assertThat(tellings.untold()).containsKey("s");
    return tellings.following().keySet();
  }

  private static Optional<Why> why(Interest interest, News news) {
    Match match = Match.of(subscription("s", interest, "a"), news);
    return match instanceof Match.Unwanted unwanted
        ? Optional.of(unwanted.why())
        : Optional.empty();
  }

  @ParameterizedTest
  @CsvSource({
    "RAISED,NONE,RED,at_once",
    "RAISED,NONE,BLUE,digest",
    "ESCALATED,BLUE,ORANGE,at_once",
    "DOWNGRADED,RED,YELLOW,digest",
    "UPDATED,RED,RED,digest",
    "CLOSED,ORANGE,NONE,at_once",
    "CLOSED,BLUE,NONE,digest",
    "OVERDUE,RED,RED,at_once",
    "OVERDUE,BLUE,BLUE,not_news",
    "ACKNOWLEDGED,RED,RED,not_news",
    "SILENCED,RED,RED,not_news",
    "ASSIGNED,RED,RED,not_news"
  })
  void whatIsNews(Action action, RiskLevel from, RiskLevel to, String expected) {
    Match match =
        Match.of(
            subscription("s", Interest.everything(RiskLevel.BLUE), "a"), news(action, from, to));
    String found =
        match instanceof Match.Wanted wanted
            ? (wanted.isImmediate() ? "at_once" : "digest")
            : ((Match.Unwanted) match).why().code();
    assertThat(found).isEqualTo(expected);
  }
}
