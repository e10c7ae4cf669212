/** JSON codecs and schema versions of all that crosses a boundary. Knows no Flink. */
package io.zhijing.connectors.wire;
