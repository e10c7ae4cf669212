/**
 * Clusters in space and time, and in trees: the set of neighbours, or the node, that best explains
 * a rise.
 */
package io.zhijing.detection.scan;
