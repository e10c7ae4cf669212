package walls.planted.connectors.wire;

/** Stands for a report with personal fields. */
public record RawReport(String person) {}
