/** The console's pages: models of what they show, words, charts, and the server's side of them. */
package io.zhijing.dashboards.console.view;
