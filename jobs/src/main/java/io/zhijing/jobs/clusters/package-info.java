/** Rises of regions to clusters of neighbours. */
package io.zhijing.jobs.clusters;
