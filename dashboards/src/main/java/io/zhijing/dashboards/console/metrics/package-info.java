/** What the console tells Prometheus: counts of everything, never of anybody. */
package io.zhijing.dashboards.console.metrics;
