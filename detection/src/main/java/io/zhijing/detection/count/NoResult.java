package io.zhijing.detection.count;

import io.zhijing.detection.model.Coded;

/** Why a detector on counts gives no verdict, or none yet. The code is stored. */
public enum NoResult implements Coded {
  /** The reference reaches back before the first observation, or the index lies outside. */
  HISTORY_TOO_SHORT("history_too_short"),
  /** The calendar lacks a date that the reference needs. */
  REFERENCE_DATE_MISSING("reference_date_missing"),
  /** Not more reference counts than parameters. */
  TOO_FEW_REFERENCES("too_few_references"),
  /** No reference count in the season of the judged week. */
  SEASON_WITHOUT_REFERENCE("season_without_reference"),
  /** The count to judge is missing. */
  COUNT_MISSING("count_missing"),
  /** A count is negative or infinite. */
  COUNT_INVALID("count_invalid"),
  /** A population is zero, negative or not a number where a rate is modelled. */
  POPULATION_INVALID("population_invalid"),
  /** Fewer recent cases than asked for: a bound would alarm on a single case. */
  TOO_FEW_CASES("too_few_cases"),
  /** The regression did not converge, with a trend or without. */
  NOT_CONVERGED("not_converged"),
  /** The trend cannot be told from the seasons. */
  NOT_IDENTIFIED("not_identified"),
  /** The expectation has no usable spread, such as after zeros alone. */
  NO_SPREAD("no_spread"),
  /** The counts vary no more than Poisson counts do, so no overdispersion can be estimated. */
  NO_OVERDISPERSION("no_overdispersion"),
  /** An epidemic chart is for Poisson counts, and these are modelled as overdispersed. */
  OVERDISPERSED_EPIDEMIC("overdispersed_epidemic"),
  /** The bound is too large to be a number. */
  BOUND_OVERFLOWS("bound_overflows");

  private final String code;

  NoResult(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }
}
