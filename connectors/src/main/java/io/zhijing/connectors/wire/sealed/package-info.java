/**
 * What only the holder of a private key can read: sealed here, opened by whoever looks after it.
 */
package io.zhijing.connectors.wire.sealed;
