package io.zhijing.connectors.wire;

/**
 * One reason why a record cannot be used. Never holds the value at fault: it could be personal.
 *
 * @param field the schema's name of the field, or "" for the whole record
 * @param reason what is wrong
 */
public record Fault(String field, Reason reason) {

  /** The closed list of reasons. The code is stored. */
  public enum Reason {
    /** Larger than the limit. */
    TOO_LARGE("too_large"),
    /** Not valid UTF-8, or a text that cannot be written in it. */
    NOT_UTF8("not_utf8"),
    /** Not one JSON value. */
    NOT_JSON("not_json"),
    /** JSON, but not an object. */
    NOT_AN_OBJECT("not_an_object"),
    /** A key stands twice in one object. */
    DUPLICATE_KEY("duplicate_key"),
    /** The schema version is missing or not known. */
    UNKNOWN_SCHEMA("unknown_schema"),
    /** The schema does not belong in this topic. */
    WRONG_TOPIC("wrong_topic"),
    /** The record's key names another. */
    OTHER_KEY("other_key"),
    /** A required field is absent, null or blank. */
    MISSING("missing"),
    /** The value has another type than the schema says. */
    WRONG_TYPE("wrong_type"),
    /** The text or list is longer than the limit. */
    TOO_LONG("too_long"),
    /** Not one of the values the schema lists. */
    NOT_IN_LIST("not_in_list"),
    /** Not a date or time that exists. */
    IMPOSSIBLE_DATE("impossible_date"),
    /** Later than the record was received. */
    FUTURE_EVENT_TIME("future_event_time"),
    /** It arrived before the day that it counts for. */
    ARRIVAL_BEFORE_EVENT("arrival_before_event"),
    /** Below zero. */
    NEGATIVE("negative"),
    /** Above the limit. */
    OUT_OF_RANGE("out_of_range"),
    /** Something is wrong with it that its answer tells in words. */
    NOT_USABLE("not_usable"),
    /** More failures than trials. */
    FAILURES_ABOVE_TRIALS("failures_above_trials");

    private final String code;

    Reason(String code) {
      this.code = code;
    }

    /** The stable code. */
    public String code() {
      return code;
    }
  }
}
