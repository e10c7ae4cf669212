/**
 * Faults in a seeded order against a real cluster, and whether its results are those of an
 * undisturbed run. Reads no clock: faults strike when so much of the replay has been sent.
 */
package io.zhijing.jobs.chaos;
