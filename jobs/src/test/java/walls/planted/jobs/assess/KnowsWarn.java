package walls.planted.jobs.assess;

import walls.planted.jobs.warn.Life;

/** Breaks: stages never import one another. */
public record KnowsWarn(Life life) {}
