/** Prometheus Alertmanager as a receiver of alerts. */
package io.zhijing.connectors.notify.alertmanager;
