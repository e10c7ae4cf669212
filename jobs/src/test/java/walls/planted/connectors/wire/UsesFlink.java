package walls.planted.connectors.wire;

import org.apache.flink.configuration.Configuration;

/** Breaks: Flink stays in its connectors. */
public record UsesFlink(Configuration configuration) {}
