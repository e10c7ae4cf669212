package io.zhijing.connectors.wire;

import io.zhijing.detection.subscription.Subscription;
import java.util.List;

/** What became of the bytes of a subscription. */
public sealed interface DecodedSubscription {

  /**
   * A usable subscription.
   *
   * @param subscription who wants to be told of what
   */
  record Accepted(Subscription subscription) implements DecodedSubscription {}

  /**
   * Not usable: it changes nothing.
   *
   * @param faults all reasons, at least one
   */
  record Refused(List<Fault> faults) implements DecodedSubscription {}
}
