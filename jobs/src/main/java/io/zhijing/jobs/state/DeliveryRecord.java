package io.zhijing.jobs.state;

/**
 * What became of a step for a recipient, or of its match with all subscriptions. Without an
 * address.
 *
 * @param delivery id of the delivery; empty if there was none
 * @param step which step, without its facts
 * @param at when, epoch milliseconds
 * @param outcome one of the three below
 * @param reason why, by code
 * @param note a line for people
 * @param to who
 * @param attempts how often it was tried
 */
public record DeliveryRecord(
    String delivery,
    StepName step,
    long at,
    String outcome,
    String reason,
    String note,
    To to,
    int attempts) {
  /** It was taken. */
  public static final String DELIVERED = "delivered";

  /** It was not told, and will not be. */
  public static final String NOT_DELIVERED = "not_delivered";

  /** It was held against all subscriptions. */
  public static final String MATCHED = "matched";

  /** The same with its end. */
  public DeliveryRecord ended(String how, String why, String detail) {
    return new DeliveryRecord(delivery, step, at, how, why, detail, to, attempts);
  }

  /**
   * Which step.
   *
   * @param warning id of the warning
   * @param revision revision after the step
   * @param from level before, by code
   * @param to level after, by code
   */
  public record StepName(String warning, int revision, String from, String to) {

    /** The name of a step. */
    public static StepName of(WarningStep step) {
      return new StepName(step.warning(), step.revision(), step.from(), step.to());
    }
  }

  /**
   * Who.
   *
   * @param recipient names channel and address without telling them; empty for all
   * @param channel name of the channel; empty for all
   * @param subscriptions ids
   */
  public record To(String recipient, String channel, String[] subscriptions) {
    /** Everybody. */
    public static To all() {
      return new To("", "", new String[0]);
    }

    /** The recipient of a dispatch. */
    public static To of(Dispatch dispatch) {
      return new To(dispatch.recipient(), dispatch.channel(), dispatch.subscriptions());
    }
  }
}
