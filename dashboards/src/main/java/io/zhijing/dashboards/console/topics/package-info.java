/** What Kafka's small topics hold now: rules and subscriptions, read once and kept up to date. */
package io.zhijing.dashboards.console.topics;
