/**
 * Evidence that builds up period by period, and the threshold that a number of false alarms a
 * period buys.
 */
package io.zhijing.detection.sequential;
