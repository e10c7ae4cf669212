package walls.planted.jobs.state;

import walls.planted.connectors.wire.RawReport;

/** Breaks: raw reports end at de-identification. */
public record HoldsRawReport(RawReport report) {}
