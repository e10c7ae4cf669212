/** The command line. May see everything; nobody sees it. The only place that prints. */
package io.zhijing.jobs.cli;
