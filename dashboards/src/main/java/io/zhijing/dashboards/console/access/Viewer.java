package io.zhijing.dashboards.console.access;

import java.util.EnumSet;
import java.util.Set;

/**
 * Somebody who has signed in, as far as what may be seen and done depends on it.
 *
 * @param name account, the actor of commands
 * @param roles what it is
 * @param departments codes of the departments that an officer belongs to
 * @param regions codes of the regions an officer works in; empty for all
 * @param language {@code zh} or {@code en}
 */
public record Viewer(
    String name, Set<Role> roles, Set<String> departments, Set<String> regions, String language) {

  /** Copies the sets. */
  public Viewer {
    roles = Set.copyOf(roles);
    departments = Set.copyOf(departments);
    regions = Set.copyOf(regions);
  }

  /** Whoever sits at the machine of a demo: may do everything. */
  public static Viewer ofDemo(String language) {
    return new Viewer("demo", EnumSet.allOf(Role.class), Set.of(), Set.of(), language);
  }

  /** Whoever has the servers of a system at hand anyway. */
  public static Viewer ofMachine(String language) {
    return new Viewer("machine", EnumSet.allOf(Role.class), Set.of(), Set.of(), language);
  }

  /** Whether it has a role. */
  public boolean is(Role role) {
    return roles.contains(role);
  }

  /** Whether it sees every warning, wherever it is routed. */
  public boolean seesAllWarnings() {
    return is(Role.VIEWER) || is(Role.ANALYST) || is(Role.ADMINISTRATOR);
  }
}
