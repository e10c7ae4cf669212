/** Who is told of which step of a warning, when, and why not: pure. */
package io.zhijing.detection.subscription;
