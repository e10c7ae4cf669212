package io.zhijing.dashboards.console.access;

import io.zhijing.detection.model.Coded;
import java.util.Optional;

/** What a user is to the console; one may be several. The code stands in the users file. */
public enum Role implements Coded {
  /** Watches: warnings and aggregates, no single reports. */
  VIEWER("viewer"),
  /** Acts on the warnings routed to its departments and regions, and sees no others. */
  OFFICER("officer"),
  /** Asks why: reports, the audit trail, batches. */
  ANALYST("analyst"),
  /** Keeps rules and subscriptions, and may do everything. */
  ADMINISTRATOR("administrator");

  private final String code;

  Role(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }

  /** The role with a code. */
  public static Optional<Role> ofCode(String code) {
    for (Role role : values()) {
      if (role.code.equals(code)) {
        return Optional.of(role);
      }
    }
    return Optional.empty();
  }
}
