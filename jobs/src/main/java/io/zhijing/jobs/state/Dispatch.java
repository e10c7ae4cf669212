package io.zhijing.jobs.state;

/**
 * A step that is to be told to a recipient.
 *
 * @param recipient names channel and address without telling them
 * @param channel name of the channel
 * @param address what the channel calls an address
 * @param language by code
 * @param subscriptions ids of those that want it, the governing one first
 * @param terms when it is told
 * @param step what is told
 */
public record Dispatch(
    String recipient,
    String channel,
    String address,
    String language,
    String[] subscriptions,
    Terms terms,
    WarningStep step) {

  /**
   * When it is told.
   *
   * @param isImmediate at once, not in a digest
   * @param needsEarlier only to those who were told before
   * @param isEnd whether the warning stands no longer
   * @param digestHour hour of the daily digest
   * @param quietFrom minute of the day at which quiet hours begin; -1 if there are none
   * @param quietTo minute of the day at which they end
   * @param cap most messages told at once on one day
   * @param isForFollowers whether it concerns the recipient only if it was told before, and is no
   *     loss to others
   */
  public record Terms(
      boolean isImmediate,
      boolean needsEarlier,
      boolean isEnd,
      int digestHour,
      int quietFrom,
      int quietTo,
      int cap,
      boolean isForFollowers) {}

  /** The same with another step. */
  public Dispatch with(WarningStep other) {
    return new Dispatch(recipient, channel, address, language, subscriptions, terms, other);
  }
}
