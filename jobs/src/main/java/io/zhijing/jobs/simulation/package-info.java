/**
 * SIMULATED reports of a region: drawn from published rates and from the season and the spread of
 * real data, with incidents of known place and day, so that what is found can be scored.
 */
package io.zhijing.jobs.simulation;
