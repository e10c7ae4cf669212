package walls.planted.jobs.detect;

import org.hamcrest.Matcher;

/** Breaks: one test vocabulary. */
public record SpeaksHamcrest(Matcher<String> matcher) {}
