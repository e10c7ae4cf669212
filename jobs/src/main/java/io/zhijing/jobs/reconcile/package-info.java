/** Repeats, corrections and withdrawals resolved to one current version of each report. */
package io.zhijing.jobs.reconcile;
