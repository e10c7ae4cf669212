package io.zhijing.connectors.notify;

/**
 * Delivers notifications over one channel. Safe for use by many threads; keeps nothing between
 * calls but connections.
 */
public interface Notifier {

  /**
   * Delivers one notification, or says why not. Blocks until there is an outcome, never longer than
   * the channel's time limit, whatever the peer does. Never throws for anything that the peer does;
   * an interrupted thread gets {@link Outcome.RetryReason#INTERRUPTED} and stays interrupted.
   */
  Outcome send(Notification notification);

  /**
   * How many of the notices the message names, the first ones of them: those that do not fit it
   * only counts. The same at every call; of a notice on its own 1.
   */
  default int named(Notification notification) {
    return notification.content().notices().size();
  }
}
