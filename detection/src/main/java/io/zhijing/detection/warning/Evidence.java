package io.zhijing.detection.warning;

import io.zhijing.detection.model.Reach;
import io.zhijing.detection.model.RiskLevel;
import io.zhijing.detection.model.Scope;
import io.zhijing.detection.model.Signal;
import io.zhijing.detection.model.Stratum;
import java.util.List;

/**
 * What one day says for a warning.
 *
 * @param level what the day's evidence amounts to
 * @param scope how far it reaches
 * @param signal the signal that carries it; its stratum is the day's most specific explanation
 * @param explained other strata that it explains
 * @param reach where it stands out, and who contributes
 */
public record Evidence(
    RiskLevel level, Scope scope, Signal signal, List<Stratum> explained, Reach reach) {}
