package io.zhijing.dashboards.console.view;

/**
 * What this is.
 *
 * @param notice licences and origins
 */
public record AboutPage(String notice) {}
