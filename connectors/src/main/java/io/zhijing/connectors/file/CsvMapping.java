package io.zhijing.connectors.file;

import java.util.List;
import java.util.Map;

/**
 * How the columns of a CSV source become a report: data, not code, so that another authority's
 * export needs a file and no release.
 *
 * @param columns for a field the headings it may have
 * @param separators for a field with several values in a cell, the texts between them
 * @param values for a field, what a cell's text stands for
 * @param constants for a field, its value when the file has no column for it or a blank cell;
 *     {@code $key} takes the value of that key in the note column
 * @param blanks for a field, its value when the cell is blank; the column is still needed
 * @param none texts that mean "nothing", in any column
 */
public record CsvMapping(
    Map<CsvField, List<String>> columns,
    Map<CsvField, List<String>> separators,
    Map<CsvField, Map<String, String>> values,
    Map<CsvField, String> constants,
    Map<CsvField, String> blanks,
    List<String> none) {}
