package io.zhijing.dashboards.console.orders;

import io.zhijing.detection.model.Coded;
import io.zhijing.detection.model.ReportStream;
import io.zhijing.detection.model.RiskLevel;
import io.zhijing.detection.subscription.QuietHours;
import io.zhijing.detection.subscription.Subscription;
import io.zhijing.detection.subscription.Subscription.Interest;
import io.zhijing.detection.subscription.Subscription.Timing;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A subscription as its owner, or an administrator, reads it.
 *
 * @param id names it
 * @param version of its words
 * @param recipient who
 * @param active whether it counts at present
 * @param regions codes; empty for all
 * @param sectors codes
 * @param hazards codes
 * @param streams which reports
 * @param departments codes
 * @param minLevel lowest level
 * @param channel name of a channel
 * @param address within the channel
 * @param language zh or en
 * @param immediate levels that are told at once
 * @param digestHour hour of the daily digest
 * @param quietFrom begin of quiet hours
 * @param quietTo their end
 * @param capPerDay most messages a day
 */
public record SubscriptionView(
    String id,
    int version,
    String recipient,
    boolean active,
    List<String> regions,
    List<String> sectors,
    List<String> hazards,
    List<ReportStream> streams,
    List<String> departments,
    RiskLevel minLevel,
    String channel,
    String address,
    String language,
    List<RiskLevel> immediate,
    int digestHour,
    Optional<String> quietFrom,
    Optional<String> quietTo,
    int capPerDay) {

  static SubscriptionView of(Subscription subscription) {
    Interest interest = subscription.interest();
    Timing timing = subscription.delivery().timing();
    return new SubscriptionView(
        subscription.id(),
        subscription.version(),
        subscription.recipient(),
        subscription.isActive(),
        sorted(interest.regions()),
        sorted(interest.sectors()),
        sorted(interest.hazards()),
        coded(interest.streams()),
        sorted(interest.departments()),
        interest.minLevel(),
        subscription.delivery().channel(),
        subscription.delivery().address(),
        subscription.delivery().language(),
        coded(timing.immediate()),
        timing.digestHour(),
        timing.quiet().map(QuietHours::from).map(Object::toString),
        timing.quiet().map(QuietHours::to).map(Object::toString),
        timing.capPerDay());
  }

  private static List<String> sorted(Collection<String> texts) {
    return texts.stream().sorted().toList();
  }

  private static <E extends Enum<E> & Coded> List<E> coded(Collection<E> values) {
    return values.stream().sorted().toList();
  }
}
