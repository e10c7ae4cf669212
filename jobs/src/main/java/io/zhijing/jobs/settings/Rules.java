package io.zhijing.jobs.settings;

import io.zhijing.connectors.file.Pack;
import io.zhijing.detection.rules.RuleSet;
import io.zhijing.jobs.settings.PipelineSettings.SerializableSupplier;

/**
 * A rule set, shipped as it is.
 *
 * @param rules the rule set, without faults
 */
public record Rules(RuleSet rules) implements SerializableSupplier<RuleSet> {
  /** The rules of a pack when nobody configured anything: standard, at its calibrated score. */
  public static RuleSet standardOf(Pack pack) {
    return pack.standardRules();
  }

  @Override
  public RuleSet get() {
    return rules;
  }
}
