/** Kibana's query language, as far as the dashboards use it: text to tree, tree to a query. */
package io.zhijing.dashboards.kibana.kql;
