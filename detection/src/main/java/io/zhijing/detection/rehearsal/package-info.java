/**
 * The whole chain from counts to warnings over simulated or shuffled history: how many warnings are
 * false, and what threshold a budget buys.
 */
package io.zhijing.detection.rehearsal;
