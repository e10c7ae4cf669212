package walls.planted.connectors.kafka;

import walls.planted.connectors.file.Table;

/** Breaks: connectors are independent. */
public record KnowsFile(Table table) {}
