package io.zhijing.dashboards.console.access;

import java.util.Set;

/**
 * Where a warning is routed to (R04).
 *
 * @param departments codes of those that lead, help or were referred to
 * @param places region codes where the case is dealt with, or that are told as well; for one that
 *     names no place, those where it stands out
 */
public record Routed(Set<String> departments, Set<String> places) {
  /** Copies the sets. */
  public Routed {
    departments = Set.copyOf(departments);
    places = Set.copyOf(places);
  }
}
