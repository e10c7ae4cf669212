/** The vocabulary every other part speaks: reports, strata, signals, warnings. Touches nothing. */
package io.zhijing.detection.model;
