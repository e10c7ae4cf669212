package io.zhijing.detection.subscription;

import java.time.LocalTime;
import java.time.ZonedDateTime;

/**
 * Hours of the authority's clock in which a recipient is left alone; they may pass midnight.
 *
 * @param from first minute
 * @param to first minute after them; not {@code from}
 */
public record QuietHours(LocalTime from, LocalTime to) {

  /** Refuses hours of no length, which could mean never or always. */
  public QuietHours {
    if (from.equals(to)) {
      throw new IllegalArgumentException("quiet hours need an end that is not their beginning");
    }
  }

  /** Whether the time lies in them. */
  public boolean contains(ZonedDateTime time) {
    LocalTime local = time.toLocalTime();
    boolean isAfterFrom = !local.isBefore(from);
    boolean isBeforeTo = local.isBefore(to);
    return from.isBefore(to) ? isAfterFrom && isBeforeTo : isAfterFrom || isBeforeTo;
  }

  /** When those that contain the time end. */
  public ZonedDateTime end(ZonedDateTime time) {
    ZonedDateTime today = time.with(to);
    return today.isAfter(time) ? today : time.plusDays(1).with(to);
  }
}
