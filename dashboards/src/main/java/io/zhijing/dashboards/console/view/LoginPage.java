package io.zhijing.dashboards.console.view;

/**
 * The sign-in.
 *
 * @param next where to go then
 * @param user name that was entered
 * @param failure kind of the problem, by code; empty if there is none
 * @param waitSeconds how long to wait; 0 for not at all
 */
public record LoginPage(String next, String user, String failure, long waitSeconds) {}
