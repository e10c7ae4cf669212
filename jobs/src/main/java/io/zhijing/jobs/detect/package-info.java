/** Counts against what is expected, stratum by stratum and tick by tick. */
package io.zhijing.jobs.detect;
