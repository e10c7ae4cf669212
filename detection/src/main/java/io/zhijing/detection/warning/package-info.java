/** A warning's life as a pure state machine. */
package io.zhijing.detection.warning;
