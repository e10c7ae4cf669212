package walls.planted.connectors.wire;

import walls.planted.jobs.warn.Life;

/** Breaks: modules look down only. */
public record KnowsJobs(Life life) {}
