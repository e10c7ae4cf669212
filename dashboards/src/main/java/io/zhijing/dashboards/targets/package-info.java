/**
 * The targets of the plan: what they ask, what the stored counts and officers' values say of them,
 * and the documents of both. The command that updates them is their only writer.
 */
package io.zhijing.dashboards.targets;
