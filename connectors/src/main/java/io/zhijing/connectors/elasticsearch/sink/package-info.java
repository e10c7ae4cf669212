/** The only writer of documents: a Flink sink with an outcome per document. */
package io.zhijing.connectors.elasticsearch.sink;
