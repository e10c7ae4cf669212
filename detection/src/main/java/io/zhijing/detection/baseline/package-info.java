/** What is expected, and its spread: estimated, or insufficient with a reason. */
package io.zhijing.detection.baseline;
