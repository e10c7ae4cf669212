/** The last place that sees personal fields. */
package io.zhijing.jobs.deidentify;
