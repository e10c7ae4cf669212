/** Brings saved objects and rules into a Kibana, and says what became of each. */
package io.zhijing.dashboards.kibana.client;
