/** Saved objects as Kibana exports and imports them: one a line. */
package io.zhijing.dashboards.kibana.objects;
