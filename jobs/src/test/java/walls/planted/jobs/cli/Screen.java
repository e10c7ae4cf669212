package walls.planted.jobs.cli;

/** Something that nobody may see. */
public record Screen(int width) {}
