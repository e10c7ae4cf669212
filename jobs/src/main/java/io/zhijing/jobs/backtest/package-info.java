/**
 * The pipeline over history, with ends in memory: which warnings a rule set would have raised. The
 * operators are those of the monitoring job.
 */
package io.zhijing.jobs.backtest;
