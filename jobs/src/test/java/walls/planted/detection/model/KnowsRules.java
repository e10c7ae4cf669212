package walls.planted.detection.model;

import walls.planted.detection.rules.Threshold;

/** Breaks: detection's packages look down only. */
public record KnowsRules(Threshold threshold) {}
