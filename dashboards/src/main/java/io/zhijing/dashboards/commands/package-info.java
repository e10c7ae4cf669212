/** What people tell the running job, and its answers: officers' commands and rules. */
package io.zhijing.dashboards.commands;
