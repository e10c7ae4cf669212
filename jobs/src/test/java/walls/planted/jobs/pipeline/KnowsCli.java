package walls.planted.jobs.pipeline;

import walls.planted.jobs.cli.Screen;

/** Breaks: nobody sees the command line. */
public record KnowsCli(Screen screen) {}
