package io.zhijing.dashboards.console.api;

/**
 * What this console is.
 *
 * @param pack id of the authority's pack
 * @param nameEn the authority in English
 * @param nameZh the authority in Chinese
 * @param zone of its calendar days
 * @param simulated whether the data are made up, which every page must say
 * @param version of the program
 * @param language when nobody says which
 */
public record About(
    String pack,
    String nameEn,
    String nameZh,
    String zone,
    boolean simulated,
    String version,
    String language) {}
