/** Rule sets as they are written. */
package io.zhijing.connectors.wire.rules;
