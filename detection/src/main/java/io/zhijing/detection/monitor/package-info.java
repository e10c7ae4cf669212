/**
 * What a stratum gets when nobody configured anything: the default detector, and the threshold that
 * a budget of false warnings buys.
 */
package io.zhijing.detection.monitor;
