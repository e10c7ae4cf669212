package io.zhijing.dashboards.targets;

/**
 * What a value is of.
 *
 * @param target id of the target
 * @param region region code
 * @param year calendar year
 */
public record TargetKey(String target, String region, int year) {

  /** The document's id. */
  String id() {
    return target + "@" + region + "@" + year;
  }
}
