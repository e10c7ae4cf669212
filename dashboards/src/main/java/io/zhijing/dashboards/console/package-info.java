/**
 * The console: its settings, and the wiring of queries, orders, access and the API into a server.
 * Reads Elasticsearch, writes Kafka.
 */
package io.zhijing.dashboards.console;
