package walls.planted.jobs.warn;

/** Something that another stage must not know. */
public record Life(int days) {}
