package io.zhijing.jobs.detect;

import io.zhijing.jobs.state.CellDelta;

/**
 * A change of counts on its way to a family: the strata that borrow strength from the same parent,
 * and that parent.
 *
 * @param family key of the parent
 * @param isParent whether the change is of the parent itself, which is not judged here
 * @param delta the change
 */
public record FamilyUpdate(String family, boolean isParent, CellDelta delta) {}
