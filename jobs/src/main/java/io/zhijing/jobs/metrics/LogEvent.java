package io.zhijing.jobs.metrics;

import java.util.Locale;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

/**
 * What operators must see in the log, whatever words it is told in. In logs as JSON it is the field
 * {@code event}. A marker and nothing newer, since a cluster's SLF4J may be an old one.
 */
public enum LogEvent {
  /** Nothing was heard of a source for longer than its settings allow. */
  SOURCE_SILENT,
  /** A source that was silent is heard again. */
  SOURCE_HEARD,
  /** A message was delivered and could not be logged: a crash now repeats it. */
  DELIVERY_NOT_LOGGED,
  /** A subscription that was kept names a code that the pack has lost: nobody is told by it. */
  SUBSCRIPTION_UNUSABLE,
  /** Rules that were applied do not go with the settings of a restarted job: the latter hold. */
  RULES_NOT_USABLE;

  /** The stable code. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What a logger is given. */
  public Marker marker() {
    return MarkerFactory.getMarker(code());
  }
}
