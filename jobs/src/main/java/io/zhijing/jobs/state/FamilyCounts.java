package io.zhijing.jobs.state;

/**
 * Changes of counts on their way to a family: the strata that borrow strength from the same parent,
 * and that parent. All that one worker knows of a family at a tick goes together, for a family has
 * many strata of which a tick changes little each.
 *
 * @param family key of the parent
 * @param tick last millisecond of the tick by which the changes are known
 * @param ofMembers changes of the strata that are judged here; several may be of one stratum and
 *     day
 * @param ofParent changes of the parent, which is not judged here
 */
public record FamilyCounts(String family, long tick, CellDelta[] ofMembers, CellDelta[] ofParent) {}
