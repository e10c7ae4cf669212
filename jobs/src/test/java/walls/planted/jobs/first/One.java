package walls.planted.jobs.first;

import walls.planted.jobs.second.Two;

/** Breaks, with Two: no cycles. */
public record One(Two two) {}
