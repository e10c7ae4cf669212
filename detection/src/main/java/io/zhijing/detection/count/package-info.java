/** Detectors on counts without a denominator. */
package io.zhijing.detection.count;
