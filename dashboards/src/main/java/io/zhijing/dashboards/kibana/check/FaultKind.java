package io.zhijing.dashboards.kibana.check;

/** What can be wrong. Each kind is shown by a test to be found. */
public enum FaultKind {
  /** The file is not UTF-8, or begins with a byte order mark. */
  NOT_TEXT,
  /** A line is no saved object. */
  BAD_LINE,
  /** Two objects have one type and id: the whole import fails. */
  DUPLICATE_OBJECT,
  /** A key that differs at each export. */
  VOLATILE_KEY,
  /** An id does not begin with the prefix. */
  STRANGE_ID,
  /** Nobody can find it in a list. */
  MISSING_TITLE,
  /** A type that this project does not write. */
  UNKNOWN_TYPE,
  /** No version: migrations of years would run over it. */
  BAD_VERSION,
  /** Kibana 8.19 refuses it. */
  TOO_NEW,
  /** JSON within a text that is none, or of the wrong kind. */
  BAD_INNER_JSON,
  /** Something is named that has no reference. */
  MISSING_REFERENCE,
  /** A reference leads out of the file. */
  UNRESOLVED_REFERENCE,
  /** A reference leads to an object of another type. */
  WRONG_REFERENCE_TYPE,
  /** A reference that nothing names. */
  UNUSED_REFERENCE,
  /** A panel has two indices. */
  PANEL_INDEX,
  /** Two panels have one index. */
  DUPLICATE_PANEL,
  /** A panel leaves the grid. */
  OUTSIDE_GRID,
  /** Two panels stand on one another. */
  OVERLAP,
  /** A panel shows nothing. */
  EMPTY_PANEL,
  /** A type of panel that this project does not write. */
  UNKNOWN_PANEL,
  /** A type of chart that this project does not write. */
  UNKNOWN_CHART,
  /** The order of columns is not the columns, or a bucket stands behind a number. */
  COLUMN_ORDER,
  /** An operation that Lens does not have. */
  UNKNOWN_OPERATION,
  /** A bucket that says it is none, or the other way round. */
  BUCKETING,
  /** A column of no field. */
  NO_SOURCE_FIELD,
  /** Terms are ordered by what they cannot be ordered by. */
  TERMS_ORDER,
  /** A chart shows a column that is not there. */
  MISSING_ACCESSOR,
  /** A chart shows a number as a bucket, or the other way round. */
  ACCESSOR_ROLE,
  /** A layer that the chart does not show. */
  HIDDEN_LAYER,
  /** A formula and its helper columns say different things. */
  FORMULA,
  /** A formula's arithmetic names other columns than it needs. */
  MATH,
  /** A column needs itself. */
  CYCLE,
  /** The stops of a palette do not rise. */
  PALETTE,
  /** Marks on a chart that Kibana would not draw. */
  MARKS,
  /** A query that cannot be read. */
  BAD_QUERY,
  /** An alerting rule that Kibana would refuse. */
  BAD_RULE,
  /** A map is coloured by a number that no join brings. */
  MAP_JOIN,
  /** A map asks the internet. */
  MAP_ONLINE,
  /** A data view of no kind of document. */
  UNKNOWN_INDEX,
  /** A field that the documents do not have. */
  UNKNOWN_FIELD,
  /** A field of the wrong type. */
  UNSUITABLE_FIELD,
  /** Counts of strata that contain one another are added up. */
  DOUBLE_COUNT
}
