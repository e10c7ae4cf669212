package io.zhijing.jobs.state;

/**
 * The judgement of one day about one warning's subject, flat.
 *
 * @param subject key of the stratum that the warning is about
 * @param day epoch day judged
 * @param tick last millisecond of the tick at which it was judged
 * @param level code of the level; {@code none} if the day no longer gives evidence
 * @param scope code of the scope; empty without evidence
 * @param evidence the evaluation that carries the judgement; one, or none if there is no evidence
 * @param explained keys of other strata that it explains
 * @param cause code of why it was judged again; empty if its reports did
 */
public record AssessedDay(
    String subject,
    int day,
    long tick,
    String level,
    String scope,
    Evaluation[] evidence,
    String[] explained,
    String cause) {}
