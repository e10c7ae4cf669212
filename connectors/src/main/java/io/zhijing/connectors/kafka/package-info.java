/** Topics, sources and sinks of Kafka. */
package io.zhijing.connectors.kafka;
