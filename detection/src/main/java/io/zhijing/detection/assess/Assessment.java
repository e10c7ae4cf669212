package io.zhijing.detection.assess;

import io.zhijing.detection.model.Reach;
import io.zhijing.detection.model.RiskLevel;
import io.zhijing.detection.model.Scope;
import io.zhijing.detection.model.Signal;
import io.zhijing.detection.model.Stratum;
import java.util.List;

/**
 * The judgement of one day about one warning's subject.
 *
 * @param subject the stratum that the warning is about; constant over the warning's life
 * @param day the day judged, epoch day
 * @param level what the evidence of the day amounts to
 * @param scope how far it reaches
 * @param evidence the signal that carries the judgement; its stratum is the most specific
 *     explanation of the day
 * @param explained other strata whose signals this one explains
 * @param reach where it stands out, and who contributes as far as that is known
 */
public record Assessment(
    Stratum subject,
    int day,
    RiskLevel level,
    Scope scope,
    Signal evidence,
    List<Stratum> explained,
    Reach reach) {}
