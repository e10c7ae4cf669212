/** Typed settings: what is watched, in which zone, under which rules. */
package io.zhijing.jobs.settings;
