package walls.planted.detection.model;

import java.nio.file.Path;

/** Breaks: detection is pure. */
public record ReadsFile(Path path) {}
