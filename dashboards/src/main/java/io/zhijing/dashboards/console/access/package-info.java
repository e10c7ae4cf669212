/** Who may see and do what in the console: users, roles, sessions, tokens, and each decision. */
package io.zhijing.dashboards.console.access;
