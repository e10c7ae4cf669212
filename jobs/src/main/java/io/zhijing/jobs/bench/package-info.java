/**
 * Reference results and simulated series run through the detectors, and what came out beside what
 * others reach. Reads files; prints nothing.
 */
package io.zhijing.jobs.bench;
