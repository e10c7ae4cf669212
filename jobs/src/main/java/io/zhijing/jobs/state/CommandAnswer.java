package io.zhijing.jobs.state;

/**
 * What became of an officer's command.
 *
 * @param command the command
 * @param outcome done, or why not, by code
 * @param revision the warning's revision afterwards; 0 if there is none
 */
public record CommandAnswer(OfficerCommand command, String outcome, int revision) {}
