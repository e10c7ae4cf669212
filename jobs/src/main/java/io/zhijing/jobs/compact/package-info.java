/** How records are written between operators and into state where Flink's own way costs most. */
package io.zhijing.jobs.compact;
