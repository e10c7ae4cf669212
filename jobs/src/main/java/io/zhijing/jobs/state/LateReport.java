package io.zhijing.jobs.state;

/**
 * A report, or a correction of one, that came after its day had closed for good. It is published,
 * not counted.
 *
 * @param source code of the stream it came from
 * @param id the report's id
 * @param revision its revision
 * @param eventDay epoch day that it would have counted for
 * @param asOf when it became known, epoch milliseconds
 * @param lagDays days between the two
 * @param isTakenBack whether the revision was counted and was to be taken back: it stays counted
 */
public record LateReport(
    String source,
    String id,
    int revision,
    int eventDay,
    long asOf,
    int lagDays,
    boolean isTakenBack) {}
