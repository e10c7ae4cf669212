/**
 * Where a cluster enters: the mains of the job jar. They read the same settings files as the
 * command line, say every fault before anything is submitted, and leave Flink's own settings to
 * Flink's configuration.
 */
package io.zhijing.jobs.submit;
