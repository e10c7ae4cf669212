/**
 * The report on the quality of a period: its numbers from the stored counts, as a page, a table or
 * a document to print.
 */
package io.zhijing.dashboards.report;
