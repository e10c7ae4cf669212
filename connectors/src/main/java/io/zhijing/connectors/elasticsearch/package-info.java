/**
 * Documents, index templates, ids and versions, and queries. Speaks to Elasticsearch through the
 * low-level client only: its requests carry no client version, so one build works with an 8.19 and
 * a 9.x server. Knows no Flink; that is the business of {@code sink}.
 */
package io.zhijing.connectors.elasticsearch;
