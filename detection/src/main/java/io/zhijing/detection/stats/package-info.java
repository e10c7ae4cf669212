/** Distributions and tests, double in and double out. Each class cites its source. */
package io.zhijing.detection.stats;
