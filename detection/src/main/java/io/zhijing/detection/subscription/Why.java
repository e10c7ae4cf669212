package io.zhijing.detection.subscription;

import io.zhijing.detection.model.Coded;

/** Why somebody is not told of a step, or not told at once. The code is stored. */
public enum Why implements Coded {
  /** The subscription rests. */
  INACTIVE("inactive"),
  /** Nobody need know of such a step. */
  NOT_NEWS("not_news"),
  /** Another stream of reports. */
  NOT_SUBSCRIBED_STREAM("not_subscribed_stream"),
  /** Another place. */
  NOT_SUBSCRIBED_REGION("not_subscribed_region"),
  /** Another sector. */
  NOT_SUBSCRIBED_SECTOR("not_subscribed_sector"),
  /** Another hazard. */
  NOT_SUBSCRIBED_HAZARD("not_subscribed_hazard"),
  /** Another department's. */
  NOT_SUBSCRIBED_DEPARTMENT("not_subscribed_department"),
  /** Below the level that was subscribed to. */
  BELOW_LEVEL("below_level"),
  /** An officer silenced the warning. */
  SILENCED("silenced"),
  /** The same address is told by another of its subscriptions. */
  MERGED_WITH_OTHER_SUBSCRIPTION("merged_with_other_subscription"),
  /** Held back until the quiet hours end. */
  QUIET_HOURS("quiet_hours"),
  /** Too many messages today: it goes to the digest. */
  OVER_CAP("over_cap"),
  /** An end, or a lower level, of something that was never told. */
  NEVER_TOLD("never_told"),
  /** It was over before its digest was due. */
  OVER_BEFORE_TOLD("over_before_told"),
  /** A later step of the same warning stands in the digest instead. */
  SUPERSEDED("superseded"),
  /** The digest only counts it: and N more. */
  BEYOND_DIGEST("beyond_digest"),
  /** The step became known too long ago to be news. */
  TOO_OLD("too_old"),
  /** No channel has the name that the subscription gives. */
  UNKNOWN_CHANNEL("unknown_channel"),
  /** The address is not one of this channel. */
  BAD_ADDRESS("bad_address");

  private final String code;

  Why(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }
}
