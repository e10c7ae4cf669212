package walls.planted.detection.rules;

/** Something that the model must not know. */
public record Threshold(double value) {}
