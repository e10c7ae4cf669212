/** Detectors on failures of trials. */
package io.zhijing.detection.rate;
