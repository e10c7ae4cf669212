package io.zhijing.dashboards.console.access;

import io.zhijing.detection.model.Coded;

/**
 * Whether somebody may, and why.
 *
 * @param reason why, from a closed list
 */
public record Decision(Reason reason) {

  /** Why or why not. The code is answered and logged. */
  public enum Reason implements Coded {
    /** A role allows it. */
    ROLE_ALLOWS("role_allows", true),
    /** The warning is routed to the officer. */
    ROUTED_TO_OFFICER("routed_to_officer", true),
    /** It is the user's own. */
    OWN("own", true),
    /** Nobody has signed in. */
    NOT_SIGNED_IN("not_signed_in", false),
    /** No role of the user's allows it. */
    NO_ROLE_ALLOWS("no_role_allows", false),
    /** The warning is another department's. */
    OTHER_DEPARTMENT("other_department", false),
    /** The warning is of another place. */
    OTHER_REGION("other_region", false),
    /** It belongs to another user. */
    NOT_OWN("not_own", false),
    /** It reaches beyond the departments of the officer. */
    NOT_OWN_DEPARTMENT("not_own_department", false),
    /** It reaches beyond the regions of the officer. */
    NOT_OWN_REGION("not_own_region", false);

    private final String code;
    private final boolean isAllowed;

    Reason(String code, boolean isAllowed) {
      this.code = code;
      this.isAllowed = isAllowed;
    }

    @Override
    public String code() {
      return code;
    }
  }

  /** Whether it is allowed. */
  public boolean isAllowed() {
    return reason.isAllowed;
  }
}
