package walls.planted.connectors.file;

/** Something that a sibling must not know. */
public record Table(String name) {}
