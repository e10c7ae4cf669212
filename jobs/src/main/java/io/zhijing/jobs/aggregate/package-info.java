/** Current reports to counts by stratum and day; what is too late leaves here. */
package io.zhijing.jobs.aggregate;
