/**
 * Dashboards, data views, searches and rules for Kibana, as code: source, generator, checks,
 * client.
 */
package io.zhijing.dashboards.kibana;
