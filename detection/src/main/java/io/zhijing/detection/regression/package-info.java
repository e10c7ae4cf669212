/**
 * Generalised linear models fitted the way the field fits them: start, step and stopping rule are
 * part of the result.
 */
package io.zhijing.detection.regression;
