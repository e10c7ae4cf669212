/**
 * What users order: commands, rules, subscriptions. Each is decided on, checked whole and given to
 * Kafka; nothing here can write to Elasticsearch.
 */
package io.zhijing.dashboards.console.orders;
