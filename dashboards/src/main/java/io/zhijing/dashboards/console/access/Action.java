package io.zhijing.dashboards.console.access;

import static io.zhijing.dashboards.console.access.Role.ADMINISTRATOR;
import static io.zhijing.dashboards.console.access.Role.ANALYST;
import static io.zhijing.dashboards.console.access.Role.OFFICER;
import static io.zhijing.dashboards.console.access.Role.VIEWER;

import io.zhijing.detection.model.Coded;
import java.util.Set;

/** Everything that can be read or done, and by whom. */
public enum Action implements Coded {
  /** Warnings: an officer those routed to it. */
  READ_WARNINGS("read_warnings", VIEWER, OFFICER, ANALYST, ADMINISTRATOR),
  /** Counts, signals, totals, taxonomies, liveness. */
  READ_AGGREGATES("read_aggregates", VIEWER, OFFICER, ANALYST, ADMINISTRATOR),
  /** Single de-identified reports, and where a firm's goods went. */
  READ_REPORTS("read_reports", OFFICER, ANALYST, ADMINISTRATOR),
  /** The audit trail over all: an officer of the warnings routed to it. */
  READ_AUDIT("read_audit", OFFICER, ANALYST, ADMINISTRATOR),
  /** Rules that hold or held. */
  READ_RULES("read_rules", VIEWER, OFFICER, ANALYST, ADMINISTRATOR),
  /** Subscriptions: its own. */
  READ_SUBSCRIPTIONS("read_subscriptions", OFFICER, ADMINISTRATOR),
  /** An officer's command on a warning. */
  COMMAND("command", OFFICER, ADMINISTRATOR),
  /** Other rules. */
  PUBLISH_RULES("publish_rules", ADMINISTRATOR),
  /** A subscription: its own. */
  WRITE_SUBSCRIPTIONS("write_subscriptions", OFFICER, ADMINISTRATOR);

  private final String code;

  @SuppressWarnings("ImmutableEnumChecker") // a set that is made by Set.of never changes
  private final Set<Role> roles;

  Action(String code, Role... roles) {
    this.code = code;
    this.roles = Set.of(roles);
  }

  @Override
  public String code() {
    return code;
  }

  /** Who may at all. */
  public Set<Role> roles() {
    return roles;
  }
}
