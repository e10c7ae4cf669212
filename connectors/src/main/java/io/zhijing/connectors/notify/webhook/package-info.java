/** Receivers of Alertmanager's version 4 payload, with our signature. */
package io.zhijing.connectors.notify.webhook;
