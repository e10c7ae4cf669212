/** Answers as tables: for spreadsheets, for programs, and for a terminal, all of one form. */
package io.zhijing.dashboards.console.tables;
