/** WeCom's group robots. */
package io.zhijing.connectors.notify.wecom;
