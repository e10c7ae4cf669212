/** Settings and rules as they are written in YAML: typed values, and every fault at once. */
package io.zhijing.connectors.wire.yaml;
