package io.zhijing.jobs.settings;

import io.zhijing.detection.rules.RuleSet;
import io.zhijing.jobs.settings.PipelineSettings.SerializableSupplier;

/**
 * A rule set, shipped as it is.
 *
 * @param rules the rule set, without faults
 */
public record Rules(RuleSet rules) implements SerializableSupplier<RuleSet> {
  @Override
  public RuleSet get() {
    return rules;
  }
}
