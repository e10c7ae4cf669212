package walls.planted.connectors.wire.sealed;

/** Stands for what opens dead letters. */
public record Opener(String key) {}
