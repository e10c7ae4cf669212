package walls.planted.jobs.detect;

import walls.planted.connectors.wire.UsesFlink;

/** Breaks: stages know no connectors. */
public record KnowsWire(UsesFlink wire) {}
