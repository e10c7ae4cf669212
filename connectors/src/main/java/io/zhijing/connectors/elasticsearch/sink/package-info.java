/**
 * The only writers of documents: a Flink sink with an outcome per document, and the same without a
 * job for commands.
 */
package io.zhijing.connectors.elasticsearch.sink;
