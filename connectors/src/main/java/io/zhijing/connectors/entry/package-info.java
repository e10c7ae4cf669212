/**
 * Whether a server lets us in, whom we trust to be one, and which setting is wrong if it does not.
 */
package io.zhijing.connectors.entry;
