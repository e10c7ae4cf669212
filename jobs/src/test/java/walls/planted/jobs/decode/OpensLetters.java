package walls.planted.jobs.decode;

import walls.planted.connectors.wire.sealed.Opener;

/** Breaks: only the command line opens what is sealed. */
public record OpensLetters(Opener opener) {}
