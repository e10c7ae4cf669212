package io.zhijing.jobs.bench;

import java.util.List;

/**
 * How far a result lies from its reference.
 *
 * @param id of the reference
 * @param agrees whether nothing lies outside its tolerance
 * @param largestDeviation largest relative deviation of a number that is not drawn
 * @param where what deviates most
 * @param values numbers and statements looked at
 * @param disagreements everything outside its tolerance, and by how much
 */
public record SpatialComparison(
    String id,
    boolean agrees,
    int values,
    double largestDeviation,
    String where,
    List<String> disagreements) {}
