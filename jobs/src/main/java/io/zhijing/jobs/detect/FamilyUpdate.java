package io.zhijing.jobs.detect;

import io.zhijing.jobs.state.CellDelta;

/**
 * A change of counts that waits in a savepoint of a version in which each went to its family by
 * itself.
 *
 * @param family key of the parent
 * @param isParent whether the change is of the parent itself, which is not judged here
 * @param delta the change
 */
public record FamilyUpdate(String family, boolean isParent, CellDelta delta) {}
