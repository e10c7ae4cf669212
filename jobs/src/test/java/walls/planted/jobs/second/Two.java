package walls.planted.jobs.second;

import walls.planted.jobs.first.One;

/** Breaks, with One: no cycles. */
public record Two(One one) {}
