/**
 * How much the whole pipeline takes, as a share of what a bare one and bare servers take in the
 * same run, and how long a warning takes. Its records are simulated and say so.
 */
package io.zhijing.jobs.bench.throughput;
