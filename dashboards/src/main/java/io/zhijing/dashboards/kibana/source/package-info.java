/**
 * The readable source of what Kibana shows: a small vocabulary of views, panels, columns, filters
 * and positions. Reads YAML; knows nothing of how Kibana stores it.
 */
package io.zhijing.dashboards.kibana.source;
