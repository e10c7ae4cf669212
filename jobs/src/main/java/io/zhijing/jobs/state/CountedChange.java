package io.zhijing.jobs.state;

/** A change of what counts, on its way to the strata: of one report, or of many added up. */
public sealed interface CountedChange permits ReportChange, ReportSum {
  /** When the last of it became known, epoch milliseconds. */
  long known();
}
