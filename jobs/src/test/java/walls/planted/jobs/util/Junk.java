package walls.planted.jobs.util;

/** Breaks: no junk drawers. */
public record Junk(String anything) {}
