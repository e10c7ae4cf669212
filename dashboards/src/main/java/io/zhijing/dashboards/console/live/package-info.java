/** Tells listeners that something changed: one poller asks, for all of them. */
package io.zhijing.dashboards.console.live;
