/** SMS gateways, by template. */
package io.zhijing.connectors.notify.sms;
