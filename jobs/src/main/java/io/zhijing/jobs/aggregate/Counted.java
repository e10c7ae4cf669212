package io.zhijing.jobs.aggregate;

import io.zhijing.detection.model.Stratum;

/**
 * What a report adds to a stratum.
 *
 * @param stratum that counts it
 * @param key of the stratum
 * @param trials tests with a verdict
 * @param observed failures, or one where reports are counted
 */
public record Counted(Stratum stratum, String key, long trials, long observed) {}
