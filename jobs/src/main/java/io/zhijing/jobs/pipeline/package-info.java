/** The table of contents: every stage in order and every exit. */
package io.zhijing.jobs.pipeline;
