package io.zhijing.dashboards.console.query;

import java.util.Optional;

/**
 * What an expectation rests on.
 *
 * @param state estimated, borrowed or insufficient
 * @param reason why it is not estimated
 * @param referenceDays days that it rests on
 * @param leftOutDays days that past signals kept out
 */
public record BaselineView(
    String state, Optional<String> reason, int referenceDays, int leftOutDays) {}
