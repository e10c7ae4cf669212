/**
 * Signals of one day become assessments: which stratum leads, which are explained by it, and why.
 */
package io.zhijing.detection.assess;
