/** The rule set: what is a signal, what a level needs, how long quiet lasts. */
package io.zhijing.detection.rules;
